package org.camelpush.cops.net;

import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Where a PDP waits for TLS: makes way for it at its first octet. When something else comes, {@link #CLEAR_TEXT} is told, and
 * nothing of it goes further.
 */
final class TlsDoor extends ChannelInboundHandlerAdapter {

    /** User event: COPS in clear, or whatever it was, instead of TLS. */
    static final Object CLEAR_TEXT = new Object() {
        @Override
        public String toString() {
            return "CLEAR_TEXT";
        }
    };

    /** The content type of every record that begins a handshake (RFC 8446 §5.1). In COPS it would be a flag that is reserved. */
    private static final int HANDSHAKE = 0x16;

    private final Supplier<SslHandler> tls;
    private boolean told;

    TlsDoor(Supplier<SslHandler> tls) {
        this.tls = tls;
    }

    static boolean isTls(ByteBuf octets) {
        return octets.getUnsignedByte(octets.readerIndex()) == HANDSHAKE;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf octets = (ByteBuf) message;
        if (told || !octets.isReadable()) {
            ReferenceCountUtil.release(octets);
        } else if (isTls(octets)) {
            context.pipeline().addAfter(context.name(), null, tls.get());
            context.pipeline().remove(this);
            context.pipeline().fireChannelRead(octets);
        } else {
            told = true;
            ReferenceCountUtil.release(octets);
            context.fireUserEventTriggered(CLEAR_TEXT);
        }
    }
}
