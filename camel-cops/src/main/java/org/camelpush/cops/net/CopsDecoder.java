package org.camelpush.cops.net;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.codec.MalformedMessageException;
import org.camelpush.cops.codec.MessageReader;
import org.camelpush.cops.codec.SignedPart;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Integrity;

/**
 * Octets to messages: gives {@link CopsMessage} and {@link org.camelpush.cops.message.MalformedMessage}, as {@link Signed}
 * where they are signed; behind a fatal one nothing is read any more. A message that has begun must be whole within a time, else {@link #TOO_SLOW} is told.
 */
final class CopsDecoder extends ByteToMessageDecoder {

    /** User event: a message has begun and does not end. */
    static final Object TOO_SLOW = new Object() {
        @Override
        public String toString() {
            return "TOO_SLOW";
        }
    };

    /** User event: TLS instead of COPS in clear. */
    static final Object NO_COPS = new Object() {
        @Override
        public String toString() {
            return "NO_COPS";
        }
    };

    /** The second octet of each TLS record, as major version; as an op code it would be that of a report. */
    private static final int TLS_VERSION = 3;

    private static final int VERSION = 1;
    private static final int VERSION_SHIFT = 4;
    private static final int FLAGS = 0xF;

    private final MessageReader reader;
    private final Duration readTimeout;
    private final ConnectionTraffic traffic;
    private ScheduledFuture<?> deadline;
    private boolean dead;
    private boolean paused;
    private boolean begun;

    CopsDecoder(CopsLimits limits, Duration readTimeout, ConnectionTraffic traffic) {
        this.traffic = traffic;
        this.reader = new MessageReader(limits);
        this.readTimeout = readTimeout;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!begun && in.readableBytes() > 1) {
            begun = true;
            dead = TlsDoor.isTls(in) && in.getByte(in.readerIndex() + 1) == TLS_VERSION;
            if (dead) {
                context.fireUserEventTriggered(NO_COPS);
            }
        }
        if (dead || paused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int start = in.readerIndex();
        try {
            CopsMessage message = reader.read(in);
            if (message == null) {
                begin(context);
            } else {
                traffic.received(message);
                traffic.header(message, in.getByte(start) & FLAGS);
                add(message, message.integrity() instanceof Integrity.Hmac, in, start, out);
            }
        } catch (MalformedMessageException malformed) {
            dead = malformed.malformed().fatal();
            traffic.malformed(malformed.malformed(), in.getUnsignedByte(start) >> VERSION_SHIFT == VERSION);
            add(malformed.malformed(), !dead, in, start, out);
        }
    }

    /** A message has begun and is not whole. One that is needs no time, whatever stands behind it. */
    private void begin(ChannelHandlerContext context) {
        if (deadline == null) {
            deadline = context.executor()
                    .schedule(
                            () -> context.fireUserEventTriggered(TOO_SLOW),
                            readTimeout.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void add(Object content, boolean maybeSigned, ByteBuf in, int start, List<Object> out) {
        SignedPart part = maybeSigned ? SignedPart.of(in.slice(start, in.readerIndex() - start)) : null;
        out.add(part == null ? content : new Signed(content, part));
        end();
    }

    /**
     * Takes nothing any more until it {@linkplain #resume resumes}, also nothing of what has come already.
     *
     * @return true when something has
     */
    boolean pause() {
        paused = true;
        end();
        return actualReadableBytes() > 0;
    }

    void resume() {
        paused = false;
    }

    /** The connection ends: so does a message that is not whole. Nothing of it counts. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        super.decodeLast(context, in, out);
        if (in.isReadable()) {
            traffic.cut();
            context.fireUserEventTriggered(new Ending("the peer has closed it in the middle of a message"));
        }
    }

    private void end() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        end();
        traffic.ended();
    }
}
