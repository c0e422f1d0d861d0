package org.camelpush.imapidle.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import org.apache.camel.component.netty.NettyWorkerPoolBuilder;

/**
 * A few threads that serve any number of mailboxes; each mailbox stays on one of them. Netty is the one that camel-netty
 * brings: see docs/adr/0002-netty-comes-with-camel-netty.md.
 */
public final class EventLoops implements AutoCloseable {

    private static final int CLOSE_SECONDS = 5;

    private final EventLoopGroup group;
    private final List<Bootstrap> bootstraps = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    private EventLoops(EventLoopGroup group) {
        this.group = group;
    }

    /**
     * Starts the threads.
     *
     * @param threadPattern how Camel names threads
     */
    public static EventLoops start(String threadPattern) {
        EventLoops loops = new EventLoops(new NettyWorkerPoolBuilder()
                .withName("ImapIdle")
                .withPattern(threadPattern)
                .withNativeTransport(Transport.isNative())
                .withWorkerCount(Runtime.getRuntime().availableProcessors())
                .build());
        for (EventExecutor loop : loops.group) {
            loops.bootstraps.add(new Bootstrap()
                    .group((EventLoop) loop)
                    .channel(Transport.channelType())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)); // the session's own deadline covers it
        }
        return loops;
    }

    /** The bootstrap of one event loop, each in turn; shared, so not to be changed. */
    public Bootstrap next() {
        return bootstraps.get(Math.floorMod(turn.getAndIncrement(), bootstraps.size()));
    }

    /** Runs what must not block, later, on one of the threads. */
    public ScheduledExecutorService timer() {
        return group;
    }

    /** Ends the threads and waits for that, a few seconds at most. */
    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
