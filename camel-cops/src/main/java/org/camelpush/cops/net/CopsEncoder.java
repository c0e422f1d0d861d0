package org.camelpush.cops.net;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.EncoderException;
import io.netty.util.concurrent.PromiseNotifier;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.security.Signature;

/**
 * Messages to octets. What is to be signed is signed here, last of all, in the order in which it goes out. What is written before
 * a flush goes on in one piece, as far as that fits.
 */
final class CopsEncoder extends ChannelOutboundHandlerAdapter {

    /** Octets of a piece, unless its last message is longer. */
    private static final int PIECE = 8_192;

    private final Function<CopsMessage, Signature> signer;
    private final ConnectionTraffic traffic;
    /** What is not handed on yet; null for nothing. */
    private Piece piece;

    /**
     * @param signer says how to sign a message; null when it is not to be signed
     */
    CopsEncoder(Function<CopsMessage, Signature> signer, ConnectionTraffic traffic) {
        this.signer = signer;
        this.traffic = traffic;
    }

    /** What becomes of a message must be known, so with the void promise it is told as an exception. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof CopsMessage cops)) {
            handOn(context);
            context.write(message, promise);
            return;
        }
        if (piece == null) {
            piece = new Piece(context);
        }
        try {
            piece.add(cops);
        } catch (RuntimeException failure) {
            EncoderException cause = new EncoderException(failure);
            if (!promise.isVoid()) {
                promise.tryFailure(cause);
            }
            traffic.notSent(cops);
            context.pipeline().fireExceptionCaught(cause);
            return;
        }
        if (!promise.isVoid()) {
            piece.sent.addListener(new PromiseNotifier<>(promise));
        }
        if (piece.octets.readableBytes() >= PIECE) {
            handOn(context);
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        handOn(context);
        context.flush();
    }

    /** The connection is over, and nobody is left to be told. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (piece != null) {
            piece.octets.release();
            piece.messages.forEach(traffic::notSent);
        }
    }

    private void handOn(ChannelHandlerContext context) {
        Piece full = piece;
        if (full != null) {
            piece = null;
            context.write(full.octets, full.sent);
        }
    }

    /** Messages that go on together. */
    private final class Piece {

        private final List<CopsMessage> messages = new ArrayList<>();
        private final ByteBuf octets;
        private final ChannelPromise sent;

        Piece(ChannelHandlerContext context) {
            octets = context.alloc().ioBuffer(PIECE / 4);
            sent = context.newPromise();
            sent.addListener(done -> {
                if (!done.isSuccess()) {
                    messages.forEach(traffic::notSent);
                    context.pipeline().fireExceptionCaught(done.cause());
                }
            });
        }

        /** All of it, or nothing. */
        void add(CopsMessage message) {
            int start = octets.writerIndex();
            try {
                encode(message, octets);
            } catch (RuntimeException failure) {
                octets.writerIndex(start);
                throw failure;
            }
            messages.add(message);
        }
    }

    private void encode(CopsMessage message, ByteBuf out) {
        traffic.sent(message);
        Signature signature = signer.apply(message);
        if (signature == null) {
            MessageWriter.write(message, out);
            return;
        }
        int start = out.writerIndex();
        MessageWriter.write(message, signature.integrity(), out);
        // a digest needs no padding: its length is a multiple of four
        int digestAt = out.writerIndex() - signature.integrity().digest().length();
        out.setBytes(digestAt, signature.key().digest(out.nioBuffer(start, digestAt - start)));
    }
}
