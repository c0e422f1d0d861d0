package org.camelpush.cops.codec;

import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.Octets;

/**
 * What the digest of a message is made of: all its octets up to the digest (RFC 2748 §2.2.16), as they came. Found also in a
 * message that is malformed, so that it is known who sent it.
 */
public final class SignedPart {

    private static final int OBJECT_HEADER = 4;
    private static final int KEY_AND_SEQUENCE = 8;

    private final Integrity.Hmac integrity;
    private final byte[] octets;

    private SignedPart(Integrity.Hmac integrity, byte[] octets) {
        this.integrity = integrity;
        this.octets = octets;
    }

    /**
     * That of one whole message.
     *
     * @param frame all of it, and nothing else; is not moved
     * @return null when the last object is no HMAC Integrity
     */
    public static SignedPart of(ByteBuf frame) {
        int end = frame.writerIndex();
        int start = frame.readerIndex() + Header.LENGTH;
        int length = 0;
        for (int next = start; next + OBJECT_HEADER <= end; next += ObjectReader.padded(length)) {
            start = next;
            length = frame.getUnsignedShort(next);
            if (length < OBJECT_HEADER) {
                return null;
            }
        }
        return start + length <= end && start + ObjectReader.padded(length) >= end && isHmac(frame, start, length)
                ? at(frame, start, length)
                : null;
    }

    private static boolean isHmac(ByteBuf frame, int start, int length) {
        return length > OBJECT_HEADER + KEY_AND_SEQUENCE
                && frame.getUnsignedByte(start + 2) == ObjectClass.INTEGRITY.value()
                && frame.getUnsignedByte(start + 3) == ObjectReader.FIRST_TYPE;
    }

    private static SignedPart at(ByteBuf frame, int start, int length) {
        int digestAt = start + OBJECT_HEADER + KEY_AND_SEQUENCE;
        byte[] digest = new byte[start + length - digestAt];
        frame.getBytes(digestAt, digest);
        byte[] octets = new byte[digestAt - frame.readerIndex()];
        frame.getBytes(frame.readerIndex(), octets);
        return new SignedPart(
                new Integrity.Hmac(
                        frame.getUnsignedInt(start + OBJECT_HEADER),
                        frame.getUnsignedInt(start + 2 * OBJECT_HEADER),
                        Octets.of(digest)),
                octets);
    }

    /** What the message says of its digest. */
    public Integrity.Hmac integrity() {
        return integrity;
    }

    /** All up to the digest. */
    public ByteBuffer octets() {
        return ByteBuffer.wrap(octets).asReadOnlyBuffer();
    }
}
