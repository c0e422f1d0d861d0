package org.camelpush.cops.net;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/** Closes connections so that what was said last still goes out. */
final class Farewell {

    private static final int SECONDS = 2;

    private Farewell() {}

    /** Closes when all is sent; a peer that does not read is not waited for, or not for long. */
    static void closeWhenSent(Channel channel) {
        if (!channel.isWritable()) {
            channel.close();
            return;
        }
        Future<?> deadline = channel.eventLoop().schedule(() -> channel.close(), SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> deadline.cancel(false));
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> channel.close());
    }
}
