package org.camelpush.cops.codec;

import java.util.List;

import io.netty.buffer.ByteBuf;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.OpCode;

/** The eight octets that begin every message (RFC 2748 §2.1). */
record Header(int version, int flags, int opCode, int clientType, long length) {

    static final int LENGTH = 8;
    static final int VERSION = 1;
    static final int SOLICITED = 0x1;
    /** Messages and objects begin at a multiple of it. */
    static final int ALIGNMENT = 4;

    private static final int NIBBLE = 4;
    private static final int LOW_NIBBLE = 0xF;
    private static final int OP_CODE_AT = 1;
    private static final int CLIENT_TYPE_AT = 2;
    private static final int LENGTH_AT = 4;

    /** Reads it without moving on. */
    static Header peek(ByteBuf in) {
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        return new Header(
                first >> NIBBLE,
                first & LOW_NIBBLE,
                in.getUnsignedByte(start + OP_CODE_AT),
                in.getUnsignedShort(start + CLIENT_TYPE_AT),
                in.getUnsignedInt(start + LENGTH_AT));
    }

    /** Other flags than this one are to be 0, and ignored when they are not. */
    boolean isSolicited() {
        return (flags & SOLICITED) != 0;
    }

    boolean isAligned() {
        return length % ALIGNMENT == 0;
    }

    /** What makes it impossible to find the next message, or useless; null where there is nothing. */
    String fatal(CopsLimits limits) {
        if (version != VERSION) {
            return "version " + version + " instead of " + VERSION;
        }
        if (length < LENGTH) {
            return "a message length of " + length + ", less than the header's " + LENGTH;
        }
        if (length > limits.maxMessageLength()) {
            return "a message length of " + length + "; maxMessageLength is " + limits.maxMessageLength();
        }
        return OpCode.of(opCode) == null ? "unknown op code " + opCode : null;
    }

    /** That of a message of which nothing but this header is known. */
    MalformedMessageException malformed(String what) {
        return new MalformedMessageException(new MalformedMessage(
                opCode, clientType, null, CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT), what, true, List.of()));
    }
}
