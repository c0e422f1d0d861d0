package org.camelpush.cops.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;

/** The end of a pipeline: tells one listener, on the event loop, what comes from a connection. */
final class CopsHandler extends ChannelInboundHandlerAdapter {

    private final Listener listener;
    private String cause;

    /** Hears of one connection. */
    interface Listener {
        void received(CopsMessage message);

        void malformed(MalformedMessage message);

        /** The peer reads what is sent to it, or does not. */
        void writabilityChanged();

        /** Once, at the end. */
        void disconnected(String why);
    }

    CopsHandler(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof CopsMessage cops) {
            listener.received(cops);
        } else {
            listener.malformed((MalformedMessage) message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        listener.writabilityChanged();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == CopsDecoder.TOO_SLOW) {
            because("a message has begun and was not whole within messageReadTimeout");
            context.close();
        } else if (event == CopsDecoder.NO_COPS) {
            because("the peer begins TLS, and COPS in clear is spoken here");
            context.close();
        } else if (event instanceof Ending ending) {
            because(ending.why());
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        because(failure.toString());
        context.close();
    }

    private void because(String why) {
        cause = cause == null ? why : cause;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.disconnected(cause == null ? "the peer has closed it" : cause);
    }
}
