package org.camelpush.cops.net;

import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.security.Signature;

/** Messages to octets. What is to be signed is signed here, last of all, in the order in which it goes out. */
final class CopsEncoder extends MessageToByteEncoder<CopsMessage> {

    private final Function<CopsMessage, Signature> signer;
    private final Traffic traffic;

    /**
     * @param signer says how to sign a message; null when it is not to be signed
     */
    CopsEncoder(Function<CopsMessage, Signature> signer, Traffic traffic) {
        super(CopsMessage.class);
        this.signer = signer;
        this.traffic = traffic;
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
