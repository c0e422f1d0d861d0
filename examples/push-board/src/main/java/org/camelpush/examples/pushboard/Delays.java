package org.camelpush.examples.pushboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long mails took from the mailbox into the route, by class. */
final class Delays {

    /** Upper bounds in milliseconds, exclusive; what is longer than the last is in a class of its own. */
    private static final List<Integer> BOUNDS = List.of(2, 5, 10, 20, 50, 100, 200, 500, 1_000);

    private final long[] counts = new long[BOUNDS.size() + 1];

    void add(Duration delay) {
        int index = 0;
        while (index < BOUNDS.size() && delay.compareTo(Duration.ofMillis(BOUNDS.get(index))) >= 0) {
            index++;
        }
        counts[index]++;
    }

    /** Each class in words, and how many mails it has. */
    List<Map<String, Object>> bars() {
        List<Map<String, Object>> bars = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            bars.add(Map.of("label", i < BOUNDS.size() ? "< " + BOUNDS.get(i) + " ms" : "longer", "count", counts[i]));
        }
        return bars;
    }
}
