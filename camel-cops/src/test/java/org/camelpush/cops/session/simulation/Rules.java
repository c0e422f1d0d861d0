package org.camelpush.cops.session.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** What must hold on the wire of one connection, whatever happens. */
final class Rules {

    private record Key(int clientType, Handle handle) {}

    private final long period;
    private final Set<Key> used = new HashSet<>();
    private final Set<Key> live = new HashSet<>();
    /** Those the PDP spoke of first. */
    private final Set<Key> named = new HashSet<>();

    private final Map<Key, Deque<Octets>> owed = new HashMap<>();
    private final Map<Key, Integer> decided = new HashMap<>();
    private long lastKeepAlive = -1;
    private int keepAlivesHeard;
    private int echoes;

    /**
     * @param period the KATimer, in nanoseconds
     */
    Rules(long period) {
        this.period = period;
    }

    void pepSends(CopsMessage message, long now) {
        if (message instanceof RequestMessage request) {
            Key key = new Key(request.clientType(), request.handle());
            boolean isNew = used.add(key);
            check(isNew || live.contains(key), "S1: a deleted handle is used again: " + request.handle());
            live.add(key);
        } else if (message instanceof DeleteMessage delete) {
            Key key = new Key(delete.clientType(), delete.handle());
            check(used.contains(key) || named.contains(key), "S1: a DRQ of what this connection never knew: " + delete);
            live.remove(key);
        } else if (message instanceof ReportMessage report && report.solicited()) {
            int left = decided.merge(new Key(report.clientType(), report.handle()), -1, Integer::sum);
            check(left >= 0, "R7: more solicited reports than decisions on " + report.handle());
        } else if (message instanceof KeepAliveMessage) {
            if (lastKeepAlive >= 0) {
                long interval = now - lastKeepAlive;
                check(interval >= period / 4 && interval <= period * 3 / 4, "L7: KA after " + interval);
            }
            lastKeepAlive = now;
        }
    }

    void pepHears(CopsMessage message) {
        if (message instanceof SynchronizeMessage synchronize && synchronize.handle() != null) {
            named.add(new Key(synchronize.clientType(), synchronize.handle()));
        }
        if (message instanceof DecisionMessage decision) {
            Key key = new Key(decision.clientType(), decision.handle());
            named.add(key);
            decided.merge(key, 1, Integer::sum);
        }
    }

    void pdpHears(CopsMessage message) {
        if (message instanceof RequestMessage request) {
            owed.computeIfAbsent(new Key(request.clientType(), request.handle()), key -> new ArrayDeque<>())
                    .add(asked(request));
        } else if (message instanceof DeleteMessage delete) {
            owed.remove(new Key(delete.clientType(), delete.handle()));
        } else if (message instanceof KeepAliveMessage) {
            keepAlivesHeard++;
        }
    }

    void pdpSends(CopsMessage message) {
        if (message instanceof DecisionMessage decision && decision.solicited()) {
            Deque<Octets> asked = owed.get(new Key(decision.clientType(), decision.handle()));
            check(asked != null && !asked.isEmpty(), "R2: a decision that nobody asked for: " + decision);
            Octets oldest = asked.removeFirst();
            check(
                    decision.error() != null
                            || decision.decisions().get(0).data().get(0).data().equals(oldest),
                    "R2: a decision out of order: " + decision);
        } else if (message instanceof KeepAliveMessage) {
            check(++echoes <= keepAlivesHeard, "L8: the PDP begins a KA of its own");
        }
    }

    /** What a request says of itself, and its decision repeats. */
    static Octets asked(RequestMessage request) {
        return request.clientInfo().get(0).data();
    }

    static void check(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(rule);
        }
    }
}
