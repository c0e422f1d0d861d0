package org.camelpush.benchmarks.cops;

/** A server that is asked, on a port of the loopback. */
interface Answerer extends AutoCloseable {

    int port();

    /** False for one that knows nothing of COPS, and so is not told who asks. */
    default boolean speaksCops() {
        return true;
    }

    @Override
    void close();
}
