package org.camelpush.imapidle.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Turns that wait, by their limits, so that thousands that wait for the same are asked once. */
final class TurnQueue {

    private final Map<HostLimits, Set<HostBudget.Turn>> waiting = new LinkedHashMap<>();

    void add(HostBudget.Turn turn) {
        waiting.computeIfAbsent(turn.limits(), none -> new LinkedHashSet<>()).add(turn);
    }

    boolean remove(HostBudget.Turn turn) {
        Set<HostBudget.Turn> alike = waiting.get(turn.limits());
        if (alike == null || !alike.remove(turn)) {
            return false;
        }
        if (alike.isEmpty()) {
            waiting.remove(turn.limits());
        }
        return true;
    }

    /** The oldest turn of the first limits that have room, or null. */
    HostBudget.Turn next(Predicate<HostLimits> hasRoom) {
        for (Map.Entry<HostLimits, Set<HostBudget.Turn>> alike : waiting.entrySet()) {
            if (hasRoom.test(alike.getKey())) {
                return alike.getValue().iterator().next();
            }
        }
        return null;
    }

    Set<HostLimits> limits() {
        return waiting.keySet();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
