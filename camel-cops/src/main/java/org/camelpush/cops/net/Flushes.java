package org.camelpush.cops.net;

import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;

/**
 * Sends what is written to a connection in few pieces: not before the event loop has done what it has to do already, for that may
 * write too. On the event loop of the connection.
 */
final class Flushes {

    private final Channel channel;
    private boolean due;

    Flushes(Channel channel) {
        this.channel = channel;
    }

    /** Something is written. */
    void wrote() {
        if (!due) {
            due = true;
            try {
                channel.eventLoop().execute(this::flush);
            } catch (RejectedExecutionException shutDown) {
                flush();
            }
        }
    }

    private void flush() {
        due = false;
        channel.flush();
    }
}
