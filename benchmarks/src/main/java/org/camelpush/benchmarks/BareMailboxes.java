package org.camelpush.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;

/** Bare clients on as many event loops as the component has. */
final class BareMailboxes implements IdleMailboxes {

    private final int port;
    private final AtomicInteger idling = new AtomicInteger();
    private final EventLoopGroup group =
            new NioEventLoopGroup(Runtime.getRuntime().availableProcessors());

    BareMailboxes(int port) {
        this.port = port;
    }

    @Override
    public void add(int count) {
        for (int i = 0; i < count; i++) {
            BareIdleClient client =
                    new BareIdleClient(BareIdleClient.Way.ONE_WRITE, idling::incrementAndGet, time -> {});
            BareConnection.open(group, port, client).syncUninterruptibly();
        }
    }

    @Override
    public int idling() {
        return idling.get();
    }

    @Override
    public void close() {
        Loops.end(group);
    }
}
