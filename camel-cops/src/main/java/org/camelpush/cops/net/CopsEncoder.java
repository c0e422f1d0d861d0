package org.camelpush.cops.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.message.CopsMessage;

/** Messages to octets. */
@Sharable
final class CopsEncoder extends MessageToByteEncoder<CopsMessage> {

    static final CopsEncoder INSTANCE = new CopsEncoder();

    private CopsEncoder() {
        super(CopsMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, CopsMessage message, ByteBuf out) {
        MessageWriter.write(message, out);
    }
}
