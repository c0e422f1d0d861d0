package org.camelpush.cops.net;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.EncoderException;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.camelpush.cops.security.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** In which pieces messages go out. */
class CopsEncoderTest {

    private static final CopsMessage KA = new KeepAliveMessage(0, null);
    private static final CopsMessage SSQ = new SynchronizeMessage(0x8001, null, null);
    private static final CopsMessage BAD = new SynchronizeMessage(1, null, null);
    private static final String KA_OCTETS = "1009000000000008";
    private static final String SSQ_OCTETS = "1005800100000008";

    private final Traffic traffic = new Traffic();
    private final List<Throwable> caught = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new CopsEncoder(CopsEncoderTest::sign, new ConnectionTraffic(traffic)), new ChannelInboundHandlerAdapter() {
                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
                    caught.add(failure);
                }
            });

    private static Signature sign(CopsMessage message) {
        if (message == BAD) {
            throw new IllegalStateException("on purpose");
        }
        return null;
    }

    @AfterEach
    void nothingIsLeft() {
        channel.finishAndReleaseAll();
    }

    private void write(CopsMessage... messages) {
        for (CopsMessage message : messages) {
            channel.write(message, channel.voidPromise());
        }
    }

    private String next() {
        ByteBuf piece = channel.readOutbound();
        try {
            return piece == null ? null : ByteBufUtil.hexDump(piece);
        } finally {
            if (piece != null) {
                piece.release();
            }
        }
    }

    @Test
    void whatIsWrittenBeforeAFlushGoesInOnePieceInItsOrder() {
        write(KA, SSQ);
        assertThat(channel.outboundMessages()).isEmpty();
        channel.flush();
        assertThat(next()).isEqualTo(KA_OCTETS + SSQ_OCTETS);
        write(SSQ);
        channel.flush();
        assertThat(next()).isEqualTo(SSQ_OCTETS);
        assertThat(next()).isNull();
    }

    @Test
    void aPieceIsNotLongerThanItMustBe() {
        for (int i = 0; i < 1_025; i++) {
            write(KA);
        }
        channel.flush();
        assertThat(next()).hasSize(2 * 8_192);
        assertThat(next()).isEqualTo(KA_OCTETS);
    }

    @Test
    void whatIsNoMessageStaysInItsPlace() {
        write(KA);
        channel.writeAndFlush(Unpooled.copyInt(42));
        assertThat(next()).isEqualTo(KA_OCTETS);
        assertThat(next()).isEqualTo("0000002a");
    }

    @Test
    void aMessageThatCannotBeWrittenLeavesTheOthersAsTheyAre() {
        write(KA);
        ChannelFuture bad = channel.write(BAD);
        write(SSQ);
        channel.flush();
        assertThat(next()).isEqualTo(KA_OCTETS + SSQ_OCTETS);
        assertThat(bad.cause()).isInstanceOf(EncoderException.class);
        assertThat(caught).containsExactly(bad.cause());
        assertThat(traffic.of(TrafficCounter.ERR_BAD_SENDS)).isEqualTo(1);
    }

    @Test
    void whoeverWaitsHearsOfItsPiece() {
        ChannelFuture sent = channel.write(KA);
        assertThat(sent.isDone()).isFalse();
        channel.flush();
        assertThat(sent.isSuccess()).isTrue();
    }

    @Test
    void whatWasNotHandedOnAtTheEndIsCounted() {
        write(KA, SSQ);
        channel.close();
        assertThat(traffic.of(TrafficCounter.ERR_BAD_SENDS)).isEqualTo(2);
        assertThat(next()).isNull();
    }
}
