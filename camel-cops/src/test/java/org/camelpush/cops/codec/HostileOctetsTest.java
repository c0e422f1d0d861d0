package org.camelpush.cops.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.testkit.Vectors;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Mutated messages, knowing their structure: only MalformedMessageException comes out, and reading always goes on. */
class HostileOctetsTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 60_000);
    private static final int[] ODD_NUMBERS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 127, 128, 255};

    private final List<byte[]> seeds = new ArrayList<>();

    HostileOctetsTest() {
        Vectors.all().values().forEach(vector -> seeds.add(vector.toArray()));
    }

    @Test
    void fuzz_mutatedMessagesEndInAMessageOrAnAnswerableRefusal() {
        int refused = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ByteBuf in = PooledByteBufAllocator.DEFAULT.buffer();
            try {
                for (int messages = 1 + random.nextInt(3); messages > 0; messages--) {
                    in.writeBytes(mutated(random));
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
                in.writeBytes(mutated(random));
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

    /** A vector in which a field, an object or the whole was changed a few times. */
    private byte[] mutated(SplittableRandom random) {
        byte[] message = seeds.get(random.nextInt(seeds.size())).clone();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            message = mutatedOnce(message, random);
        }
        if (random.nextBoolean()) {
            setLength(message);
        }
        return message;
    }

    private byte[] mutatedOnce(byte[] message, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> withOctet(message, random.nextInt(message.length), random.nextInt(256));
            case 1 -> withOctet(message, objectAt(message, random) + random.nextInt(4), odd(random));
            case 2 -> without(message, objectAt(message, random), objectEnd(message, random));
            case 3 -> inserted(message, objectAt(message, random), anyObject(random));
            case 4 -> without(message, random.nextInt(message.length), message.length);
            default -> withOctet(message, random.nextInt(8), odd(random));
        };
    }

    private static int odd(SplittableRandom random) {
        return ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
    }

    /** Where one of its objects begins, as far as its lengths can be trusted. */
    private static int objectAt(byte[] message, SplittableRandom random) {
        int at = 8;
        for (int steps = random.nextInt(6); steps > 0 && at + 4 < message.length; steps--) {
            int length = (message[at] & 0xFF) << 8 | message[at + 1] & 0xFF;
            if (length < 4 || at + length + 3 >= message.length) {
                break;
            }
            at += length + 3 & -4;
        }
        return Math.min(at, Math.max(0, message.length - 4));
    }

    private static int objectEnd(byte[] message, SplittableRandom random) {
        return Math.min(message.length, objectAt(message, random) + 4 + random.nextInt(12));
    }

    private byte[] anyObject(SplittableRandom random) {
        byte[] donor = seeds.get(random.nextInt(seeds.size()));
        if (donor.length <= 8) {
            return new byte[] {0, 4, (byte) random.nextInt(20), (byte) random.nextInt(7)};
        }
        return without(without(donor, 8 + random.nextInt(donor.length - 8), donor.length), 0, 8);
    }

    private static byte[] withOctet(byte[] message, int at, int value) {
        if (at < message.length) {
            message[at] = (byte) value;
        }
        return message;
    }

    private static byte[] without(byte[] message, int from, int to) {
        int end = Math.max(from, Math.min(to, message.length));
        byte[] rest = new byte[message.length - (end - from)];
        System.arraycopy(message, 0, rest, 0, from);
        System.arraycopy(message, end, rest, from, message.length - end);
        return rest.length == 0 ? new byte[] {0x10} : rest;
    }

    private static byte[] inserted(byte[] message, int at, byte[] object) {
        byte[] longer = new byte[message.length + object.length];
        System.arraycopy(message, 0, longer, 0, at);
        System.arraycopy(object, 0, longer, at, object.length);
        System.arraycopy(message, at, longer, at + object.length, message.length - at);
        return longer;
    }

    /** Makes the length right again, so that what is inside is looked at. */
    private static void setLength(byte[] message) {
        if (message.length >= 8) {
            for (int i = 0; i < 4; i++) {
                message[4 + i] = (byte) (message.length >> 8 * (3 - i));
            }
        }
    }
}
