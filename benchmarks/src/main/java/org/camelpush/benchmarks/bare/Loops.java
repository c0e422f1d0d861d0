package org.camelpush.benchmarks.bare;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;

/** Ends event loops. */
public final class Loops {

    private Loops() {}

    static void end(EventLoopGroup group) {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
