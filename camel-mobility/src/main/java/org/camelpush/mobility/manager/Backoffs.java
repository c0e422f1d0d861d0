package org.camelpush.mobility.manager;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.camelpush.mobility.bearer.Bearer;

/**
 * Bearers that could not be used and are left alone for a while, each time for longer. A new generation of a bearer may be
 * tried at once, but for a refused login, which is not the bearer's fault.
 */
final class Backoffs {

    /** So many doublings at most. */
    private static final int MAX_DOUBLINGS = 20;

    private record Entry(long generation, long until, int failures, boolean login) {}

    private final ManagerSettings.Times times;
    private final Map<String, Entry> entries = new HashMap<>();

    Backoffs(ManagerSettings.Times times) {
        this.times = times;
    }

    void failed(Bearer bearer, long now, boolean login) {
        Entry before = entries.get(bearer.id());
        int failures = before == null || before.generation() != bearer.generation() ? 0 : before.failures();
        Duration wait = login ? times.loginBackoff() : wait(failures);
        entries.put(bearer.id(), new Entry(bearer.generation(), now + wait.toNanos(), failures + 1, login));
    }

    private Duration wait(int failures) {
        Duration wait = times.backoff().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return wait.compareTo(times.maxBackoff()) > 0 ? times.maxBackoff() : wait;
    }

    void succeeded(Bearer bearer) {
        entries.remove(bearer.id());
    }

    /** A person knows better. */
    void forgive(String id) {
        entries.remove(id);
    }

    boolean holds(Bearer bearer, long now) {
        Entry entry = entries.get(bearer.id());
        return entry != null && (entry.login() || entry.generation() == bearer.generation()) && entry.until() - now > 0;
    }

    /** Until the next one ends, or null when none is held. */
    Duration next(long now) {
        Duration next = null;
        for (Entry each : entries.values()) {
            long left = each.until() - now;
            if (left > 0 && (next == null || left < next.toNanos())) {
                next = Duration.ofNanos(left);
            }
        }
        return next;
    }
}
