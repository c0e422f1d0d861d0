package org.camelpush.benchmarks.cops;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/** The least a server can do: it finds the messages by their lengths, and sends each back as it is. */
final class Echo implements Answerer {

    private static final int MAX_FRAME = 65_536;

    private final EventLoopGroup loops =
            new NioEventLoopGroup(Runtime.getRuntime().availableProcessors());
    private final Channel listener;

    Echo() throws InterruptedException {
        listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(frames(), new SendBack());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    /** Finds COPS messages by their lengths. */
    static LengthFieldBasedFrameDecoder frames() {
        return new LengthFieldBasedFrameDecoder(
                MAX_FRAME, Octets80.LENGTH_AT, Octets80.LENGTH_SIZE, -(Octets80.LENGTH_AT + Octets80.LENGTH_SIZE), 0);
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public boolean speaksCops() {
        return false;
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loops.shutdownGracefully().syncUninterruptibly();
    }

    private static final class SendBack extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
