package org.camelpush.cops.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What DNS says of a service (RFC 2782).
 *
 * @param priority 0 to 65535; the least comes first
 * @param weight 0 to 65535; how often this one comes first among those of its priority
 * @param target where the PDP listens
 */
public record SrvRecord(int priority, int weight, PdpAddress target) {

    /**
     * RFC 2782, "Usage rules": by priority, and among those of one priority each next one by chance, as their weights are.
     *
     * @param random is the chance
     */
    static List<PdpAddress> order(List<SrvRecord> records, RandomGenerator random) {
        // those of weight 0 in front of their priority: so they have a small chance, and no more
        List<SrvRecord> left = new ArrayList<>(records);
        left.sort(Comparator.comparingInt(SrvRecord::priority).thenComparingInt(record -> Math.min(record.weight, 1)));
        List<PdpAddress> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            ordered.add(left.remove(next(left, random)).target);
        }
        return ordered;
    }

    /** Index of the one that is next, among those of the first priority. */
    private static int next(List<SrvRecord> left, RandomGenerator random) {
        int first = left.get(0).priority;
        List<SrvRecord> same =
                left.stream().filter(record -> record.priority == first).toList();
        int sum = same.stream().mapToInt(SrvRecord::weight).sum();
        int chosen = random.nextInt(sum + 1);
        int index = 0;
        for (int running = same.get(0).weight; running < chosen; running += same.get(index).weight) {
            index++;
        }
        return index;
    }
}
