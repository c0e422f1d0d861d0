package org.camelpush.cops.net;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import org.apache.camel.component.netty.NettyWorkerPoolBuilder;

/** A few threads that serve any number of connections; each connection stays on one of them. */
public final class EventLoops implements AutoCloseable {

    private static final int CLOSE_SECONDS = 5;

    private final EventLoopGroup group;

    private EventLoops(EventLoopGroup group) {
        this.group = group;
    }

    /**
     * Starts the threads.
     *
     * @param threadPattern how Camel names threads
     */
    public static EventLoops start(String threadPattern) {
        return new EventLoops(new NettyWorkerPoolBuilder()
                .withName("Cops")
                .withPattern(threadPattern)
                .withWorkerCount(Runtime.getRuntime().availableProcessors())
                .build());
    }

    EventLoopGroup group() {
        return group;
    }

    /** One of them, each in turn. */
    EventLoop next() {
        return group.next();
    }

    /** Runs what must not block, later, on one of the threads. */
    public Future<?> after(Duration delay, Runnable task) {
        return group.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the threads and waits for that, a few seconds at most. */
    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
