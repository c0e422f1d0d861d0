package org.camelpush.benchmarks;

import java.util.function.LongConsumer;

/** Who is told of a mail and brings it somewhere. Started and stopped once in each round. */
interface LatencyContestant {

    String title();

    /**
     * Begins to watch.
     *
     * @param arrivals told {@link System#nanoTime()} when a mail has come to its end
     */
    void start(int port, LongConsumer arrivals) throws Exception;

    void stop();

    /** Whether a mail is at its end only when the server has been told that it was seen. */
    boolean marksSeen();
}
