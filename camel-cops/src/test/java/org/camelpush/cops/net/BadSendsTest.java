package org.camelpush.cops.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a connection counts of messages that it cannot send. */
class BadSendsTest {

    private static final int TYPE = 0x8001;

    private final Traffic traffic = new Traffic();
    private final List<Throwable> caught = new ArrayList<>();

    private EmbeddedChannel channel(boolean broken) {
        traffic.watch(TYPE);
        return new EmbeddedChannel(
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                        if (broken) {
                            ReferenceCountUtil.release(message);
                            promise.setFailure(new IOException("broken pipe"));
                        } else {
                            context.write(message, promise);
                        }
                    }
                },
                new CopsEncoder(message -> null, new ConnectionTraffic(traffic)),
                new ChannelInboundHandlerAdapter() {
                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
                        caught.add(failure);
                    }
                });
    }

    @Test
    void m1_whatCannotBeSentIsCountedAndTold() {
        EmbeddedChannel channel = channel(true);
        channel.writeAndFlush(new SynchronizeMessage(TYPE, null, null), channel.voidPromise());
        channel.writeAndFlush(new KeepAliveMessage(0, null), channel.voidPromise());
        channel.runPendingTasks();
        assertThat(traffic.of(TrafficCounter.ERR_BAD_SENDS, TYPE)).isEqualTo(1);
        assertThat(traffic.of(TrafficCounter.ERR_BAD_SENDS, Traffic.OTHER)).isEqualTo(1);
        assertThat(caught).hasSize(2).allMatch(IOException.class::isInstance);
    }

    @Test
    void m1_whatIsSentIsNot() {
        EmbeddedChannel channel = channel(false);
        channel.writeAndFlush(new SynchronizeMessage(TYPE, null, null), channel.voidPromise());
        assertThat(traffic.of(TrafficCounter.ERR_BAD_SENDS)).isZero();
        assertThat(traffic.of(TrafficCounter.OUT_PKTS, TYPE)).isEqualTo(1);
        assertThat(caught).isEmpty();
        channel.finishAndReleaseAll();
    }
}
