package org.camelpush.cops.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * Closes a connection whose other side does not read what is sent to it: when more waits than may, or when it waits for too
 * long. Nothing more is said then, for it would not be read either.
 */
final class UnreadGuard extends ChannelDuplexHandler {

    /** Octets that may wait to be read: a thousand decisions that were made at once, of eight thousand octets each. */
    static final long MAX_UNREAD = 8L << 20;

    private final Duration timeout;
    private ScheduledFuture<?> deadline;
    private boolean over;

    /**
     * @param timeout how long a full buffer may stay full
     */
    UnreadGuard(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, message, promise);
        if (context.channel().bytesBeforeWritable() > MAX_UNREAD) {
            end(context, "the peer has left more than " + MAX_UNREAD + " octets unread");
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        cancel();
        if (!context.channel().isWritable() && !over) {
            deadline = context.executor()
                    .schedule(
                            () -> end(context, "the peer has read nothing for as long as messageReadTimeout"),
                            timeout.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        context.fireChannelWritabilityChanged();
    }

    private void end(ChannelHandlerContext context, String why) {
        if (!over) {
            over = true;
            cancel();
            context.fireUserEventTriggered(new Ending(why));
            context.channel().close();
        }
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        over = true;
        cancel();
    }
}
