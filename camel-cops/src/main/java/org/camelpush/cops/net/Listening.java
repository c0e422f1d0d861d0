package org.camelpush.cops.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** A port that is listened on. */
final class Listening {

    private static final int BACKLOG = 1024;
    private static final int CLOSE_MILLIS = 3_000;
    private static final int NEXT_ROUND_MILLIS = 10;

    private final Channel channel;

    /**
     * @param port 0 for any that is free
     * @param arrived makes the pipeline of a connection, on its event loop, before anything is read from it
     * @throws IOException when the address cannot be had
     */
    Listening(String host, int port, EventLoopGroup group, Consumer<SocketChannel> arrived) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel arrival) {
                        arrived.accept(arrival);
                    }
                })
                .bind(new InetSocketAddress(host, port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "Cannot listen on " + host + ":" + port + ": "
                            + bound.cause().getMessage() + "; is the port in use?",
                    bound.cause());
        }
        channel = bound.channel();
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** Nobody comes any more, and the port is free. Not for an event loop. */
    void close() {
        channel.close().awaitUninterruptibly(CLOSE_MILLIS);
        // the port is free only when the loop's selector has let go of it, which it does in its next round
        channel.eventLoop()
                .schedule(() -> {}, NEXT_ROUND_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
    }
}
