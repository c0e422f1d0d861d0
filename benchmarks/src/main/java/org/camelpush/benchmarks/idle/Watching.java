package org.camelpush.benchmarks.idle;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Mailboxes on their way to IDLE, as their server sees them. */
final class Watching {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int LOOK_MILLIS = 200;

    /** Afterwards, until all that connecting took is over. */
    private static final int REST_MILLIS = 2_000;

    private Watching() {}

    /** Waits until the server has so many; throws when it does not come to that. */
    static void await(IdleServerPort server, IdleMailboxes.Way way, int count)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (now(server, way) < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        way.title() + ": " + now(server, way) + " of " + count + " mailboxes are watched");
            }
            Thread.sleep(LOOK_MILLIS);
        }
        Thread.sleep(REST_MILLIS);
    }

    private static int now(IdleServerPort server, IdleMailboxes.Way way) throws IOException {
        return way.idles() ? server.idling() : server.connected();
    }
}
