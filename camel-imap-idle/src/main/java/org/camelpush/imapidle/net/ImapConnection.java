package org.camelpush.imapidle.net;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.net.ssl.SSLEngine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import org.camelpush.imapidle.protocol.Frame;
import org.camelpush.imapidle.protocol.ProtocolViolationException;
import org.camelpush.imapidle.protocol.ResponseFramer;
import org.camelpush.imapidle.protocol.ResponseParser;
import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.session.SessionInput;

/**
 * One connection of one generation: octets in, inputs out. Everything happens on the channel's event loop. Sharable only
 * because a host may have several addresses: it moves to the next channel when one cannot be connected.
 */
@ChannelHandler.Sharable
final class ImapConnection extends ChannelInboundHandlerAdapter {

    private static final int LINE_OVERHEAD = 7;

    private final MailboxDriver driver;
    private final ConnectionSettings settings;
    private final int generation;
    private final ResponseFramer framer;
    private Channel channel;
    private boolean closed;
    private boolean securing;
    private Compression compression;
    private boolean inflating;
    /** True while nothing is taken from the network because bodies cannot be written as fast as they come. */
    private boolean heldBack;

    ImapConnection(MailboxDriver driver, ConnectionSettings settings, int generation, ResponseFramer framer) {
        this.driver = driver;
        this.settings = settings;
        this.generation = generation;
        this.framer = framer;
    }

    /** A channel that is being connected; closing gives it up. */
    void opening(Channel connecting) {
        channel = connecting;
    }

    int generation() {
        return generation;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (closed) {
            channel.close();
        } else if (settings.implicitTls()) {
            addTls();
        } else {
            driver.feed(new SessionInput.Connected(generation));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            read(in);
        } catch (ProtocolViolationException violation) {
            fail(Failure.Kind.PROTOCOL, violation.getMessage());
        } finally {
            in.release();
        }
    }

    private void read(ByteBuf in) {
        boolean heard = take(in);
        if (compression != null) {
            compression.received(in); // also what came together with the answer to COMPRESS
            heard |= inflate();
        }
        if (!heard) {
            driver.feed(new SessionInput.Heard(generation));
        }
        mustHoldBack();
    }

    /** Takes whole responses; true when there was one. */
    private boolean take(ByteBuf in) {
        boolean heard = false;
        while (!closed && in.isReadable() && (compression == null || inflating)) {
            if (securing) {
                // what came in clear text after STARTTLS was put there by somebody else (RFC 9051 §11.1)
                fail(Failure.Kind.SECURITY, "The server sent something between STARTTLS and TLS; not trusted");
                return heard;
            }
            Optional<Frame> frame = framer.next(in);
            if (frame.isPresent()) {
                heard = true;
                driver.feed(new SessionInput.Received(generation, ResponseParser.parse(frame.get())));
            }
        }
        return heard;
    }

    /** Inflates as long as what comes out of it can be taken. */
    private boolean inflate() {
        boolean heard = false;
        byte[] piece = new byte[Compression.PIECE];
        int length = -1;
        inflating = true;
        while (!closed && length != 0 && !mustHoldBack()) {
            length = compression.inflate(piece);
            heard |= take(Unpooled.wrappedBuffer(piece, 0, length));
        }
        inflating = false;
        return heard;
    }

    /** Where true, {@link #readOn} will come: whether a body is written may not be asked twice, for it may be between. */
    private boolean mustHoldBack() {
        if (!heldBack) {
            framer.congestion().ifPresent(drained -> {
                heldBack = true;
                channel.config().setAutoRead(false);
                drained.whenComplete((nothing, failure) -> channel.eventLoop().execute(this::readOn));
            });
        }
        return heldBack;
    }

    private void readOn() {
        heldBack = false;
        if (closed) {
            return;
        }
        try {
            if (compression != null) {
                inflate();
            }
        } catch (ProtocolViolationException violation) {
            fail(Failure.Kind.PROTOCOL, violation.getMessage());
            return;
        }
        if (!closed && !mustHoldBack()) {
            channel.config().setAutoRead(true);
        }
    }

    /** From here on, both ways, RFC 4978. */
    void compress() {
        compression = new Compression();
    }

    /** Writes one line; {@link #flush()} sends it. */
    void write(String line) {
        if (channel == null) {
            return;
        }
        ByteBuf out = channel.alloc().buffer(line.length() + LINE_OVERHEAD);
        if (compression != null) {
            Compression.store(line + "\r\n", out);
        } else {
            out.writeCharSequence(line, StandardCharsets.ISO_8859_1);
            ByteBufUtil.writeAscii(out, "\r\n");
        }
        channel.write(out, channel.voidPromise());
    }

    void flush() {
        if (channel != null && !closed) {
            channel.flush();
        }
    }

    void startTls() {
        securing = true;
        addTls();
    }

    private void addTls() {
        SSLEngine engine = settings.network().tls().engine(channel.alloc(), settings.host(), settings.port());
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(0); // the session's own deadline covers it
        // not first: there may be a proxy before it
        channel.pipeline().addBefore(channel.pipeline().context(this).name(), null, handler);
        handler.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                secured();
            } else {
                Throwable cause = handshake.cause();
                fail(Failures.kindOf(cause), "TLS with " + settings.where() + " failed: " + Failures.words(cause));
            }
        });
    }

    private void secured() {
        if (closed) {
            return;
        }
        boolean implicit = !securing;
        securing = false;
        driver.feed(implicit ? new SessionInput.Connected(generation) : new SessionInput.Secured(generation));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(Failure.Kind.NETWORK, "The connection to " + settings.where() + " was closed by the other side");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(Failures.kindOf(cause), "The connection to " + settings.where() + " broke: " + Failures.words(cause));
    }

    void fail(Failure.Kind kind, String words) {
        if (!closed) {
            driver.feed(new SessionInput.Disconnected(generation, new Failure(kind, words)));
            close();
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            framer.discard();
            if (compression != null) {
                compression.close();
            }
            if (channel != null) {
                channel.close();
            }
        }
    }
}
