package org.camelpush.cops.codec;

import io.netty.buffer.ByteBuf;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.OpCode;

/**
 * Reads messages from octets, however they are cut into pieces (RFC 2748 §2). Keeps nothing between calls, and nothing of
 * the buffers it is given.
 */
public final class MessageReader {

    private final CopsLimits limits;

    public MessageReader(CopsLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the next message.
     *
     * @param in what has come so far; the reader index moves behind the message, or stays where it is when more has to come
     * @return null when more has to come
     * @throws MalformedMessageException when it is no message; the reader index is behind it then, and behind everything
     *     when it was {@linkplain org.camelpush.cops.message.MalformedMessage#fatal fatal}
     */
    public CopsMessage read(ByteBuf in) throws MalformedMessageException {
        if (in.readableBytes() < Header.LENGTH) {
            return null;
        }
        Header header = Header.peek(in);
        String fatal = header.fatal(limits);
        if (fatal != null) {
            in.skipBytes(in.readableBytes());
            throw header.malformed(fatal);
        }
        if (in.readableBytes() < header.length()) {
            return null;
        }
        int start = in.readerIndex();
        in.skipBytes(header.isAligned() ? (int) header.length() : in.readableBytes());
        return read(header, in, start);
    }

    private CopsMessage read(Header header, ByteBuf in, int start) throws MalformedMessageException {
        Grammar grammar = Grammar.of(OpCode.of(header.opCode()));
        Parts parts = new Parts(header, grammar);
        new ObjectReader(limits, parts, in).readAll(start + Header.LENGTH, start + (int) header.length());
        if (!header.isAligned()) {
            parts.malformed("a message length of " + header.length() + ", which is no multiple of " + Header.ALIGNMENT);
        }
        CopsMessage message = parts.isSound() ? grammar.make(parts) : null;
        if (message == null) {
            throw parts.failure();
        }
        return message;
    }
}
