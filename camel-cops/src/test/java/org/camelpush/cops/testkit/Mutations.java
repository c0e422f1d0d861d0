package org.camelpush.cops.testkit;

import java.util.List;
import java.util.SplittableRandom;

import org.camelpush.cops.message.Octets;

/** Messages that went wrong, knowing their structure. */
public final class Mutations {

    private static final int[] ODD_NUMBERS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 127, 128, 255};

    private static final List<byte[]> SEEDS =
            Vectors.all().values().stream().map(Octets::toArray).toList();

    private Mutations() {}

    /** A vector in which a field, an object or the whole was changed a few times. */
    public static byte[] of(SplittableRandom random) {
        byte[] message = SEEDS.get(random.nextInt(SEEDS.size())).clone();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            message = mutatedOnce(message, random);
        }
        if (random.nextBoolean()) {
            setLength(message);
        }
        return message;
    }

    private static byte[] mutatedOnce(byte[] message, SplittableRandom random) {
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

    private static byte[] anyObject(SplittableRandom random) {
        byte[] donor = SEEDS.get(random.nextInt(SEEDS.size()));
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
