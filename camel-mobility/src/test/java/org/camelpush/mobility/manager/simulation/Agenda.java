package org.camelpush.mobility.manager.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen, in an order that only the seed decides. */
final class Agenda {

    /** An entry that can be called off. */
    static final class Entry {
        private final long at;
        private final long number;
        private final Runnable task;
        private boolean cancelled;

        private Entry(long at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.<Entry>comparingLong(each -> each.at).thenComparingLong(each -> each.number));
    private long now;
    private long numbers;

    long now() {
        return now;
    }

    Entry after(long nanos, Runnable task) {
        Entry entry = new Entry(now + nanos, numbers++, task);
        entries.add(entry);
        return entry;
    }

    /** Everything that becomes due meanwhile is late. */
    void sleep(long nanos) {
        now += nanos;
    }

    /** Does the next thing, if it is not later than that; false when there is none. */
    boolean next(long end) {
        Entry entry = entries.peek();
        if (entry == null || entry.at > end) {
            now = Math.max(now, end);
            return false;
        }
        entries.poll();
        now = Math.max(now, entry.at);
        if (!entry.cancelled) {
            entry.task.run();
        }
        return true;
    }
}
