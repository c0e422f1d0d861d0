package org.camelpush.benchmarks.bare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/**
 * The least an IMAP client can be: lines and literals in, lines out. No limits, no timers, no errors: what is
 * measured against it can at best come near it. Holds no memory between responses.
 */
public final class BareConnection extends ChannelInboundHandlerAdapter {

    private static final byte[] NOTHING = new byte[0];

    private final Conversation conversation;
    private ChannelHandlerContext context;
    private byte[] part = NOTHING;
    private byte[] literal;
    private int filled;

    private BareConnection(Conversation conversation) {
        this.conversation = conversation;
    }

    /** What a client says to what it hears; called on the event loop. */
    interface Conversation {

        /** One line without its end; that of a literal ends with its size in braces. */
        void line(BareConnection connection, String line);

        /** A literal, complete. */
        void literal(byte[] content);
    }

    static ChannelFuture open(EventLoopGroup group, int port, Conversation conversation) {
        return open(group, port, null, conversation);
    }

    /** @param tls what TLS is made of, null for none */
    static ChannelFuture open(EventLoopGroup group, int port, SslContext tls, Conversation conversation) {
        BareConnection connection = new BareConnection(conversation);
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(tls == null ? connection : secured(tls, port, connection))
                .connect("127.0.0.1", port);
    }

    private static ChannelInitializer<Channel> secured(SslContext tls, int port, BareConnection connection) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SslHandler handler = tls.newHandler(channel.alloc(), "localhost", port);
                // no timers
                handler.setHandshakeTimeoutMillis(0);
                channel.pipeline().addLast(handler, connection);
            }
        };
    }

    /** Sends this, line ends and all, in one write. */
    void send(String lines) {
        ByteBuf out = context.alloc().buffer(lines.length());
        out.writeCharSequence(lines, StandardCharsets.US_ASCII);
        context.writeAndFlush(out, context.voidPromise());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable()) {
                if (literal == null) {
                    readLine(in);
                } else {
                    readLiteral(in);
                }
            }
        } finally {
            in.release();
        }
    }

    private void readLiteral(ByteBuf in) {
        int count = Math.min(in.readableBytes(), literal.length - filled);
        in.readBytes(literal, filled, count);
        filled += count;
        if (filled == literal.length) {
            byte[] whole = literal;
            literal = null;
            conversation.literal(whole);
        }
    }

    private void readLine(ByteBuf in) {
        int toEnd = in.bytesBefore((byte) '\n');
        int count = toEnd < 0 ? in.readableBytes() : toEnd + 1;
        byte[] more = Arrays.copyOf(part, part.length + count);
        in.readBytes(more, part.length, count);
        part = more;
        if (toEnd >= 0) {
            part = NOTHING;
            String line = new String(more, 0, more.length - 2, StandardCharsets.US_ASCII);
            beginLiteral(line);
            conversation.line(this, line);
        }
    }

    private void beginLiteral(String line) {
        if (line.endsWith("}")) {
            literal = new byte[Integer.parseInt(line, line.lastIndexOf('{') + 1, line.length() - 1, 10)];
            filled = 0;
        }
    }
}
