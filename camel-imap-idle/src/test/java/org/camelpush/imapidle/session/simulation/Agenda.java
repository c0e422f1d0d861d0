package org.camelpush.imapidle.session.simulation;

import java.util.PriorityQueue;

/** Virtual time and what is to happen in it. What is due at the same moment happens in an order left to chance. */
final class Agenda {

    /** So much at one moment of virtual time is a loop without end. */
    private static final int MAX_PER_MOMENT = 5_000;

    /** What is to happen; may be taken back. */
    static final class Entry implements Comparable<Entry> {
        private final long time;
        private final int rank;
        private final long number;
        private Runnable action;

        private Entry(long time, int rank, long number, Runnable action) {
            this.time = time;
            this.rank = rank;
            this.number = number;
            this.action = action;
        }

        void cancel() {
            action = null;
        }

        boolean isPending() {
            return action != null;
        }

        @Override
        public int compareTo(Entry other) {
            if (time != other.time) {
                return Long.compare(time, other.time);
            }
            return rank != other.rank ? Integer.compare(rank, other.rank) : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final Chance chance;
    private long now;
    private long numbers;
    private int atThisMoment;

    Agenda(Chance chance) {
        this.chance = chance;
    }

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    Entry after(long delay, Runnable action) {
        return at(now + Math.max(0, delay), action);
    }

    Entry at(long time, Runnable action) {
        Entry entry = new Entry(Math.max(now, time), chance.between(0, 1_000_000), ++numbers, action);
        entries.add(entry);
        return entry;
    }

    /** Lets happen what is due until then, and goes there. */
    void runUntil(long time) {
        while (!entries.isEmpty() && entries.peek().time <= time) {
            Entry next = entries.poll();
            if (next.action == null) {
                continue;
            }
            atThisMoment = next.time == now ? atThisMoment + 1 : 0;
            if (atThisMoment > MAX_PER_MOMENT) {
                throw new BrokenRule("the session must not be busy without end at one moment");
            }
            now = next.time;
            Runnable action = next.action;
            next.action = null;
            action.run();
        }
        now = Math.max(now, time);
    }
}
