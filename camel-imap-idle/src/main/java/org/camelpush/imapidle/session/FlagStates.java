package org.camelpush.imapidle.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.camelpush.imapidle.protocol.UidSet;

/**
 * The flags that the route knows the latest mails to have, and those that we gave them: so that nothing is told twice,
 * nor what we did ourselves. What is forgotten, because there are many, may be told again; nothing is kept from the route.
 */
final class FlagStates {

    /** Mails whose flags are remembered. */
    static final int LIMIT = 512;

    /** RFC 9051 appendix E: it says something of a connection, and nothing of the mail. */
    private static final String RECENT = "\\Recent";

    /** @param pending given by us, as far as the server has not yet said that it did so */
    private record State(long modSeq, Set<String> flags, Set<String> pending) {
        private boolean mayBe(Set<String> said) {
            Set<String> both = lasting(flags);
            both.addAll(pending);
            Set<String> now = lasting(said);
            return now.equals(flags) || now.equals(both);
        }
    }

    private final Map<Long, State> states = new LinkedHashMap<>();
    private int changes;

    /** The flags that matter. */
    static Set<String> lasting(Set<String> flags) {
        Set<String> lasting = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        lasting.addAll(flags);
        lasting.remove(RECENT);
        return lasting;
    }

    /** True when this is neither what is known nor older than that. */
    boolean isNews(long uid, long modSeq, Set<String> flags) {
        State known = states.get(uid);
        return known == null || !isOlder(modSeq, known) && !known.mayBe(flags);
    }

    private static boolean isOlder(long modSeq, State known) {
        return modSeq > 0 && modSeq < known.modSeq;
    }

    /** The route knows this now, or will. */
    void put(long uid, long modSeq, Set<String> flags) {
        State before = states.remove(uid);
        states.put(uid, new State(Math.max(modSeq, before == null ? 0 : before.modSeq), lasting(flags), Set.of()));
        changes++;
        if (states.size() > LIMIT) {
            states.remove(states.keySet().iterator().next());
        }
    }

    /** We give these mails a flag. */
    void storing(UidSet uids, String flag) {
        states.replaceAll((uid, state) -> {
            boolean changes = uids.contains(uid) && !state.flags.contains(flag);
            return changes ? new State(state.modSeq, state.flags, Set.of(flag)) : state;
        });
    }

    /** The server has done so. */
    void stored(UidSet uids) {
        states.replaceAll((uid, state) -> {
            if (!uids.contains(uid) || state.pending.isEmpty()) {
                return state;
            }
            changes++;
            Set<String> flags = lasting(state.flags);
            flags.addAll(state.pending);
            return new State(state.modSeq, flags, Set.of());
        });
    }

    void forget(UidSet uids) {
        states.keySet().removeIf(uids::contains);
    }

    void clear() {
        states.clear();
        changes = 0;
    }

    /** Changes since the last time they were counted from the beginning. */
    int changes() {
        return changes;
    }

    void countAnew() {
        changes = 0;
    }
}
