package org.camelpush.cops.session.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionData;
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

    record Key(int clientType, Handle handle) {}

    /** The handles of the PEP, on whichever connection. */
    static final class Handles {
        private final Set<Key> used = new HashSet<>();
        private final Set<Key> deleted = new HashSet<>();
    }

    private final long period;
    private final Handles handles;
    /** Those the PDP spoke of first. */
    private final Set<Key> named = new HashSet<>();

    private final Map<Key, Deque<Octets>> owed = new HashMap<>();
    private final Map<Key, Integer> decided = new HashMap<>();
    private final Map<Key, List<List<DecisionData>>> changes = new HashMap<>();
    /** Client types, as the PDP knows them. */
    private final Set<Integer> open = new HashSet<>();

    private long lastKeepAlive = -1;
    private int keepAlivesHeard;
    private int echoes;

    /**
     * @param period the KATimer, in nanoseconds
     * @param handles those of the PEP
     */
    Rules(long period, Handles handles) {
        this.period = period;
        this.handles = handles;
    }

    void pepSends(CopsMessage message, long now) {
        if (message instanceof RequestMessage request) {
            Key key = new Key(request.clientType(), request.handle());
            handles.used.add(key);
            check(!handles.deleted.contains(key), "S1: a deleted handle is used again: " + request.handle());
        } else if (message instanceof DeleteMessage delete) {
            Key key = new Key(delete.clientType(), delete.handle());
            check(handles.used.contains(key) || named.contains(key), "S1: a DRQ of what never was: " + delete);
            handles.deleted.add(key);
        } else if (message instanceof ReportMessage report && report.solicited()) {
            int left = decided.merge(new Key(report.clientType(), report.handle()), -1, Integer::sum);
            check(left >= 0, "R7: more solicited reports than decisions on " + report.handle());
            inOrder(report);
        } else if (message instanceof KeepAliveMessage) {
            if (lastKeepAlive >= 0) {
                long interval = now - lastKeepAlive;
                check(interval >= period / 4 && interval <= period * 3 / 4, "L7: KA after " + interval);
            }
            lastKeepAlive = now;
        }
    }

    /** R8: those that carry out a change repeat its data, and so tell which one it was. */
    private void inOrder(ReportMessage report) {
        if (report.clientInfo().isEmpty()) {
            return;
        }
        Key key = new Key(report.clientType(), report.handle());
        Octets which = report.clientInfo().get(0).data();
        List<List<DecisionData>> open = changes.getOrDefault(key, List.of());
        int index = 0;
        while (index < open.size() && !open.get(index).get(0).data().equals(which)) {
            index++;
        }
        check(index < open.size(), "R8: a report on a change out of order: " + report);
        open.subList(0, index + 1).clear();
    }

    void pepHears(CopsMessage message) {
        if (message instanceof AcceptMessage || message instanceof CloseMessage) {
            lastKeepAlive = -1; // the timer may begin anew
        }
        if (message instanceof CloseMessage close) {
            decided.keySet().removeIf(key -> key.clientType() == close.clientType());
            changes.keySet().removeIf(key -> key.clientType() == close.clientType());
        }
        if (message instanceof SynchronizeMessage synchronize && synchronize.handle() != null) {
            named.add(new Key(synchronize.clientType(), synchronize.handle()));
        }
        if (message instanceof DecisionMessage decision) {
            Key key = new Key(decision.clientType(), decision.handle());
            named.add(key);
            decided.merge(key, 1, Integer::sum);
            if (!decision.solicited() && decision.error() == null) {
                changes.computeIfAbsent(key, any -> new ArrayList<>())
                        .add(decision.decisions().get(0).data());
            }
        }
    }

    /** Behind a Client-Close nothing is owed. */
    private void over(CopsMessage message) {
        if (message instanceof CloseMessage close) {
            owed.keySet().removeIf(key -> key.clientType() == close.clientType());
            open.remove(close.clientType());
        } else if (message instanceof AcceptMessage accept) {
            open.add(accept.clientType());
        }
    }

    void pdpHears(CopsMessage message) {
        over(message);
        if (message instanceof RequestMessage request && open.contains(request.clientType())) {
            owed.computeIfAbsent(new Key(request.clientType(), request.handle()), key -> new ArrayDeque<>())
                    .add(asked(request));
        } else if (message instanceof DeleteMessage delete) {
            owed.remove(new Key(delete.clientType(), delete.handle()));
        } else if (message instanceof KeepAliveMessage) {
            keepAlivesHeard++;
        }
    }

    void pdpSends(CopsMessage message) {
        over(message);
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
