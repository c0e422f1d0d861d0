package org.camelpush.examples.pushmail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for Ctrl-C where that was asked for, and lets the program end in good order then. */
final class Stay implements AutoCloseable {

    private static final int FAREWELL_SECONDS = 10;

    private final boolean asked;
    private final CountDownLatch goodbye = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Stay(boolean asked) {
        this.asked = asked;
    }

    boolean isAsked() {
        return asked;
    }

    /** Returns after Ctrl-C. */
    void untilGoodbye() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "goodbye"));
        goodbye.await();
    }

    /** The process is gone as soon as this returns. */
    private void shutDown() {
        goodbye.countDown();
        try {
            ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is closed and printed. */
    @Override
    public void close() {
        ended.countDown();
    }
}
