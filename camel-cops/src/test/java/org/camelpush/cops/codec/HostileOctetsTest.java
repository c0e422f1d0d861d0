package org.camelpush.cops.codec;

import java.util.SplittableRandom;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.testkit.Mutations;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Mutated messages, knowing their structure: only MalformedMessageException comes out, and reading always goes on. */
class HostileOctetsTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 60_000);

    @Test
    void fuzz_mutatedMessagesEndInAMessageOrAnAnswerableRefusal() {
        int refused = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ByteBuf in = PooledByteBufAllocator.DEFAULT.buffer();
            try {
                for (int messages = 1 + random.nextInt(3); messages > 0; messages--) {
                    in.writeBytes(Mutations.of(random));
                }
                refused += readAll(in, new CopsLimits(4096, 16, 64));
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed, broken);
            } finally {
                assertThat(in.release()).as("only the owner holds the buffer").isTrue();
            }
        }
        assertThat(refused).as("most mutations hurt").isGreaterThan(ROUNDS / 4);
    }

    @Test
    void fuzz_whatIsReadCanBeWrittenAndReadAgain() throws Exception {
        for (long seed = 0; seed < ROUNDS / 4; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ByteBuf in = PooledByteBufAllocator.DEFAULT.buffer();
            try {
                in.writeBytes(Mutations.of(random));
                CopsMessage message = new MessageReader(Wire.LIMITS).read(in);
                if (message != null) {
                    assertThat(Wire.decode(Wire.encode(message)))
                            .as("seed " + seed)
                            .isEqualTo(message);
                }
            } catch (MalformedMessageException refused) {
                // the other test looks at them
            } finally {
                in.release();
            }
        }
    }

    private static int readAll(ByteBuf in, CopsLimits limits) {
        MessageReader reader = new MessageReader(limits);
        int refused = 0;
        while (true) {
            int before = in.readableBytes();
            try {
                if (reader.read(in) == null) {
                    assertThat(in.readableBytes()).isEqualTo(before);
                    return refused;
                }
            } catch (MalformedMessageException malformed) {
                refused++;
                check(malformed.malformed(), in);
            }
            assertThat(in.readableBytes()).as("reading goes on").isLessThan(before);
        }
    }

    private static void check(MalformedMessage malformed, ByteBuf in) {
        assertThat(malformed.error()).isNotNull();
        assertThat(malformed.reason()).isNotNull();
        assertThat(malformed.what()).isNotBlank();
        assertThat(malformed.clientType()).isBetween(0, 0xFFFF);
        assertThat(in.isReadable()).isEqualTo(in.isReadable() && !malformed.fatal());
    }
}
