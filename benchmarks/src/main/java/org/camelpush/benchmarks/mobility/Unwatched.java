package org.camelpush.benchmarks.mobility;

import org.camelpush.imapidle.ImapIdleConsumer;

/** Looks all the time whether a consumer's mailbox is watched, and adds up the time in which it was not. */
final class Unwatched {

    private final ImapIdleConsumer consumer;
    private final Thread thread = new Thread(this::look, "unwatched");
    private volatile boolean over;
    private long nanos;

    Unwatched(ImapIdleConsumer consumer) {
        this.consumer = consumer;
        thread.start();
    }

    private void look() {
        long last = System.nanoTime();
        while (!over) {
            boolean watched = consumer.getWatchedMailboxes() > 0;
            long now = System.nanoTime();
            nanos += watched ? 0 : now - last;
            last = now;
            Thread.yield();
        }
    }

    /** Nanoseconds so far; looks no more. */
    long end() throws InterruptedException {
        over = true;
        thread.join();
        return nanos;
    }
}
