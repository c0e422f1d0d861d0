package org.camelpush.cops.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ResourceLeakDetector;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.testkit.Mutations;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Mutated messages, cut anywhere, through the handlers: no exception comes out of them, and every buffer is given back. */
class HostilePipelineTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 4_000);

    @Test
    void fuzz_nothingEscapesTheHandlersAndNothingLeaks() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        for (long seed = 0; seed < ROUNDS; seed++) {
            run(new SplittableRandom(seed), seed);
        }
    }

    private static void run(SplittableRandom random, long seed) {
        List<ByteBuf> given = new ArrayList<>();
        ConnectionTraffic traffic = new ConnectionTraffic(new Traffic());
        EmbeddedChannel channel = new EmbeddedChannel(
                new CopsDecoder(Wire.LIMITS, Duration.ofSeconds(10), traffic),
                new CopsEncoder(message -> null, traffic));
        try {
            for (int messages = 1 + random.nextInt(4); messages > 0; messages--) {
                byte[] octets = Mutations.of(random);
                int cut = random.nextInt(octets.length + 1);
                given.add(write(channel, octets, 0, cut));
                given.add(write(channel, octets, cut, octets.length));
            }
            channel.checkException();
            for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
                Object content = read instanceof Signed signed ? signed.content() : read;
                assertThat(content).isInstanceOfAny(CopsMessage.class, MalformedMessage.class);
                if (content instanceof CopsMessage message) {
                    channel.writeOutbound(message);
                }
            }
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError("seed " + seed, broken);
        } finally {
            channel.finishAndReleaseAll();
        }
        assertThat(given).as("seed " + seed + ": all is given back").allMatch(buffer -> buffer.refCnt() == 0);
    }

    private static ByteBuf write(EmbeddedChannel channel, byte[] octets, int from, int to) {
        ByteBuf in = PooledByteBufAllocator.DEFAULT.buffer().writeBytes(octets, from, to - from);
        channel.writeInbound(in);
        return in;
    }
}
