package org.camelpush.benchmarks;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;

/** Ends event loops. */
final class Loops {

    private Loops() {}

    static void end(EventLoopGroup group) {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
