package org.camelpush.cops.session.simulation;

import java.util.PriorityQueue;
import java.util.Queue;

/** Virtual time: what is to happen, in its order. */
final class Agenda {

    private record Entry(long time, long order, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return time == other.time ? Long.compare(order, other.order) : Long.compare(time, other.time);
        }
    }

    private final Queue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long orders;

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        entries.add(new Entry(Math.max(time, now), ++orders, action));
    }

    void after(long delay, Runnable action) {
        at(now + delay, action);
    }

    void runUntil(long end) {
        while (!entries.isEmpty() && entries.peek().time() <= end) {
            Entry next = entries.poll();
            now = next.time();
            next.action().run();
        }
        now = end;
    }
}
