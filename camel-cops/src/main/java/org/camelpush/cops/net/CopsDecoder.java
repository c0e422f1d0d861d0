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
import org.camelpush.cops.message.CopsMessage;

/**
 * Octets to messages: gives {@link CopsMessage} and {@link org.camelpush.cops.message.MalformedMessage}; behind a fatal one
 * nothing is read any more. A message that has begun must be whole within a time, else {@link #TOO_SLOW} is told.
 */
final class CopsDecoder extends ByteToMessageDecoder {

    /** User event: a message has begun and does not end. */
    static final Object TOO_SLOW = new Object() {
        @Override
        public String toString() {
            return "TOO_SLOW";
        }
    };

    private final MessageReader reader;
    private final Duration readTimeout;
    private ScheduledFuture<?> deadline;
    private boolean dead;

    CopsDecoder(CopsLimits limits, Duration readTimeout) {
        this.reader = new MessageReader(limits);
        this.readTimeout = readTimeout;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (dead) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            CopsMessage message = reader.read(in);
            if (message != null) {
                out.add(message);
                end();
            }
        } catch (MalformedMessageException malformed) {
            dead = malformed.malformed().fatal();
            out.add(malformed.malformed());
            end();
        }
        if (in.isReadable() && deadline == null) {
            deadline = context.executor()
                    .schedule(
                            () -> context.fireUserEventTriggered(TOO_SLOW),
                            readTimeout.toMillis(),
                            TimeUnit.MILLISECONDS);
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
    }
}
