package org.camelpush.benchmarks.latency;

import java.io.IOException;
import java.util.function.LongConsumer;

/** Who is told of a mail and brings it somewhere. Started and stopped once in each round. */
public interface LatencyContestant {

    String title();

    /**
     * Begins to watch.
     *
     * @param arrivals told {@link System#nanoTime()} when a mail has come to its end
     */
    void start(int port, LongConsumer arrivals) throws Exception;

    void stop() throws IOException;

    /** Whether a mail is at its end only when the server has been told that it was seen. */
    boolean marksSeen();

    /** Whether the server sees it in IDLE when all is quiet. */
    default boolean idles() {
        return true;
    }

    /** Of how many mails a round is, where so many are wanted. */
    default int mails(int wanted) {
        return wanted;
    }
}
