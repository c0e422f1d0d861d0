package org.camelpush.mobility.bearer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps what was seen of the bearers, tells one look from the next, and numbers generations: a bearer that went and came
 * back, got another address or is another device under an old name has a new one. Not thread-safe: whoever looks owns it.
 */
public final class BearerBook {

    /** Further bearers are not looked at. */
    public static final int MAX_BEARERS = 256;

    private final Map<String, Long> generations = new TreeMap<>();
    private BearerSnapshot present = BearerSnapshot.NONE;

    public BearerSnapshot snapshot() {
        return present;
    }

    /**
     * Takes a whole look: what is not in it is gone.
     *
     * @return what is different since the last look, in order: what was lost first
     */
    public List<BearerEvent> look(Collection<Bearer> seen) {
        Map<String, Bearer> next = new TreeMap<>();
        for (Bearer each : seen) {
            if (next.size() < MAX_BEARERS || next.containsKey(each.id())) {
                next.put(each.id(), numbered(each));
            }
        }
        long number = present.number() + 1;
        List<BearerEvent> lost = new ArrayList<>();
        List<BearerEvent> others = new ArrayList<>();
        for (Bearer before : present.bearers().values()) {
            Bearer now = next.get(before.id());
            if (before.state().isUsable() && !stands(before, now)) {
                lost.add(new BearerEvent.Lost(number, before));
            }
        }
        next.values().forEach(now -> compare(number, present.bearers().get(now.id()), now, others));
        lost.addAll(others);
        if (!lost.isEmpty() || !next.equals(present.bearers())) {
            present = new BearerSnapshot(number, next);
        }
        return lost;
    }

    /** Takes word of one bearer, the others stay as they are. */
    public List<BearerEvent> report(Bearer seen) {
        Map<String, Bearer> all = new TreeMap<>(present.bearers());
        all.put(seen.id(), seen);
        return look(all.values());
    }

    private static boolean stands(Bearer before, Bearer now) {
        return now != null && now.isSameAs(before) && (now.state().isUsable() || now.state() == BearerState.BLOCKED);
    }

    private Bearer numbered(Bearer seen) {
        Bearer before = present.bearers().get(seen.id());
        boolean fresh = before == null
                || !sameSockets(before, seen)
                || seen.state().isUsable() && before.state().compareTo(BearerState.UP) < 0;
        long generation = generations.getOrDefault(seen.id(), 0L);
        if (fresh) {
            generation++;
            generations.put(seen.id(), generation);
        }
        return seen.withGeneration(generation, seen.flaps());
    }

    /** What a socket is bound to is still there; that further addresses have come does not matter to it. */
    private static boolean sameSockets(Bearer before, Bearer seen) {
        boolean address = before.address() == null || seen.addresses().contains(before.address());
        boolean device = before.networkInterface() == null
                || before.networkInterface().equals(seen.networkInterface())
                        && before.interfaceIndex() == seen.interfaceIndex();
        return address && device;
    }

    private static void compare(long number, Bearer before, Bearer now, List<BearerEvent> events) {
        BearerState was = before == null ? BearerState.ABSENT : before.state();
        BearerState is = now.state();
        if (is == BearerState.BLOCKED) {
            if (was != is) {
                events.add(new BearerEvent.Blocked(number, now));
            }
        } else if (was == BearerState.BLOCKED && is.isUsable() && now.isSameAs(before)) {
            events.add(new BearerEvent.Unblocked(number, now));
        } else if (is.isUsable() && !now.isSameAs(before)) {
            events.add(new BearerEvent.Appeared(number, now));
        } else if (is == BearerState.LOSING && was != is) {
            events.add(new BearerEvent.Losing(number, now));
        } else if (is.isUsable() && !now.equals(before)) {
            events.add(new BearerEvent.Changed(number, before, now));
        }
    }
}
