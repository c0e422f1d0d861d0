package org.camelpush.benchmarks.cops;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Asks as fast as it is answered, with so many requests in flight on each connection; does the least that a client can do. */
final class BareLoad implements AutoCloseable {

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final LongAdder answered = new LongAdder();
    private final AtomicReference<Throwable> failed = new AtomicReference<>();
    private final List<Channel> channels = new ArrayList<>();
    private volatile boolean closing;

    BareLoad(Answerer server, int connections, int inFlight) throws InterruptedException {
        for (int i = 0; i < connections; i++) {
            String pepId = server.speaksCops() ? "pep-" + i : null;
            channels.add(new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(Echo.frames(), new Asker(pepId, inFlight));
                        }
                    })
                    .connect(InetAddress.getLoopbackAddress(), server.port())
                    .sync()
                    .channel());
        }
    }

    /**
     * Answers that have come.
     *
     * @throws IllegalStateException when a connection has failed: what the others have done is no figure
     */
    long answered() {
        if (failed.get() != null) {
            throw new IllegalStateException("A connection of the load has failed", failed.get());
        }
        return answered.sum();
    }

    @Override
    public void close() {
        closing = true;
        channels.forEach(channel -> channel.close().syncUninterruptibly());
        loops.shutdownGracefully().syncUninterruptibly();
    }

    /** Each request has a handle of its own, which is free again with its answer. */
    private final class Asker extends SimpleChannelInboundHandler<ByteBuf> {

        private final String pepId;
        private final ByteBuf[] requests;
        private boolean open;

        /**
         * @param pepId null where nobody wants to know it
         */
        Asker(String pepId, int inFlight) {
            this.pepId = pepId;
            requests = new ByteBuf[inFlight];
            for (int i = 0; i < inFlight; i++) {
                requests[i] = Octets80.request(i);
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (pepId == null) {
                askAll(context);
            } else {
                context.writeAndFlush(Octets80.open(pepId));
            }
        }

        private void askAll(ChannelHandlerContext context) {
            open = true;
            for (int i = 0; i < requests.length; i++) {
                ask(context, i);
            }
            context.flush();
        }

        private void ask(ChannelHandlerContext context, int slot) {
            context.write(requests[slot].retainedDuplicate(), context.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            if (!open) {
                askAll(context); // it was the CAT
            } else if (message.readableBytes() == Octets80.SIZE) {
                answered.increment();
                ask(context, (int) message.getLong(Octets80.HANDLE_AT));
            } else {
                throw new IllegalStateException("An answer of " + message.readableBytes() + " octets");
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!closing) {
                failed.compareAndSet(null, new IllegalStateException("The server has closed a connection"));
            }
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            for (ByteBuf request : requests) {
                request.release();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            failed.compareAndSet(null, failure);
            context.close();
        }
    }
}
