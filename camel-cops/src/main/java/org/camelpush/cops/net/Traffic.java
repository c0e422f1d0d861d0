package org.camelpush.cops.net;

import java.util.EnumMap;
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

    private final Map<Integer, Map<TrafficCounter, LongAdder>> counters = new ConcurrentHashMap<>();

    Traffic() {
        watch(OTHER);
    }

    /** This client type is counted apart from now on. */
    void watch(int clientType) {
        counters.computeIfAbsent(clientType, any -> {
            Map<TrafficCounter, LongAdder> zeros = new EnumMap<>(TrafficCounter.class);
            for (TrafficCounter counter : TrafficCounter.values()) {
                zeros.put(counter, new LongAdder());
            }
            return zeros;
        });
    }

    /** Of all client types, and all else. */
    public long of(TrafficCounter counter) {
        return counters.values().stream()
                .mapToLong(each -> each.get(counter).sum())
                .sum();
    }

    /** Of one client type that is watched, or of all else. */
    public long of(TrafficCounter counter, int clientType) {
        return counters.get(clientType).get(counter).sum();
    }

    void count(TrafficCounter counter, int clientType) {
        Map<TrafficCounter, LongAdder> watched = counters.get(clientType);
        (watched == null ? counters.get(OTHER) : watched).get(counter).increment();
    }
}
