package org.camelpush.cops.net;

import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.MessageToByteEncoder;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.security.Signature;

/** Messages to octets. What is to be signed is signed here, last of all, in the order in which it goes out. */
final class CopsEncoder extends MessageToByteEncoder<CopsMessage> {

    private final Function<CopsMessage, Signature> signer;
    private final ConnectionTraffic traffic;

    /**
     * @param signer says how to sign a message; null when it is not to be signed
     */
    CopsEncoder(Function<CopsMessage, Signature> signer, ConnectionTraffic traffic) {
        super(CopsMessage.class);
        this.signer = signer;
        this.traffic = traffic;
    }

    /** What becomes of it must be known, so it has a promise of its own; otherwise as with the void one. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof CopsMessage cops)) {
            super.write(context, message, promise);
            return;
        }
        ChannelPromise known = context.newPromise();
        known.addListener(sent -> {
            if (!sent.isSuccess()) {
                traffic.notSent(cops);
                context.pipeline().fireExceptionCaught(sent.cause());
            }
        });
        super.write(context, message, known);
    }

    @Override
    protected void encode(ChannelHandlerContext context, CopsMessage message, ByteBuf out) {
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
