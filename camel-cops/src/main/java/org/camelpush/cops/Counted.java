package org.camelpush.cops;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.camelpush.cops.net.Traffic;
import org.camelpush.cops.net.TrafficCounter;

/** What was counted, by client type and the names of RFC 2940, for people. */
final class Counted {

    private Counted() {}

    /** {@code 0x8001}, or {@code other} for {@link Traffic#OTHER}. */
    static String name(int clientType) {
        return clientType == Traffic.OTHER ? "other" : "0x" + Integer.toHexString(clientType);
    }

    private static String name(TrafficCounter counter) {
        return counter.reason() == null ? counter.meter() : counter.meter() + '.' + counter.reason();
    }

    /** Of these client types, and all else. */
    static Map<String, Map<String, Long>> of(Traffic traffic, Collection<Integer> clientTypes) {
        TreeSet<Integer> types = new TreeSet<>(clientTypes);
        types.add(Traffic.OTHER);
        Map<String, Map<String, Long>> counted = new LinkedHashMap<>();
        for (int clientType : types) {
            Map<String, Long> counters = new TreeMap<>();
            for (TrafficCounter counter : TrafficCounter.values()) {
                counters.put(name(counter), traffic.of(counter, clientType));
            }
            counted.put(name(clientType), counters);
        }
        return counted;
    }

    /** A line for each counter that is not zero. */
    static List<String> lines(Map<String, Map<String, Long>> counted) {
        return counted.entrySet().stream()
                .flatMap(type -> type.getValue().entrySet().stream()
                        .filter(counter -> counter.getValue() > 0)
                        .map(counter -> type.getKey() + " " + counter.getKey() + ": " + counter.getValue()))
                .toList();
    }
}
