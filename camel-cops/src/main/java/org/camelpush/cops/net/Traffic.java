package org.camelpush.cops.net;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts, for each client type of a PDP or PEP and for all else together. Thread-safe; begins with zero when its PDP or PEP is
 * made. A peer cannot make it grow: what is not {@linkplain #watch watched} is all else.
 */
public final class Traffic {

    /** All else: what is of no client type (its header says 0), or of one that is not watched. */
    public static final int OTHER = 0;

    private static final TrafficCounter[] ALL = TrafficCounter.values();

    /** By client type, and by the ordinal of the counter. */
    private final Map<Integer, LongAdder[]> counters = new ConcurrentHashMap<>();

    Traffic() {
        watch(OTHER);
    }

    /** This client type is counted apart from now on. */
    void watch(int clientType) {
        counters.computeIfAbsent(clientType, any -> {
            LongAdder[] zeros = new LongAdder[ALL.length];
            Arrays.setAll(zeros, each -> new LongAdder());
            return zeros;
        });
    }

    /** Of all client types, and all else. */
    public long of(TrafficCounter counter) {
        return counters.values().stream()
                .mapToLong(each -> each[counter.ordinal()].sum())
                .sum();
    }

    /** Of one client type that is watched, or of all else. */
    public long of(TrafficCounter counter, int clientType) {
        return counters.get(clientType)[counter.ordinal()].sum();
    }

    void count(TrafficCounter counter, int clientType) {
        LongAdder[] watched = watched(clientType);
        (watched == null ? counters.get(OTHER) : watched)[counter.ordinal()].increment();
    }

    /** All of one client type, from now on; null where it is not watched yet. */
    LongAdder[] watched(int clientType) {
        return counters.get(clientType);
    }
}
