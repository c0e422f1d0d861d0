package org.camelpush.imapidle.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.netty.buffer.ByteBuf;
import org.camelpush.imapidle.protocol.ProtocolViolationException;

/**
 * DEFLATE on one connection, RFC 4978. What comes is inflated a piece at a time, and only as fast as it is taken: few
 * octets may stand for very many. What goes is stored, not squeezed: docs/adr/0009-compression-is-for-what-comes.md.
 */
final class Compression {

    /** What is inflated at once. */
    static final int PIECE = 8 * 1024;

    private static final int MAX_STORED = 0xFFFF;

    private final Inflater inflater = new Inflater(true); // RFC 4978 §3: without zlib's header
    private final Queue<byte[]> input = new ArrayDeque<>(1);

    /** Takes what the network has brought. */
    void received(ByteBuf in) {
        byte[] octets = new byte[in.readableBytes()];
        in.readBytes(octets);
        input.add(octets);
    }

    /**
     * Fills a piece as far as there is something; returns how many octets it has.
     *
     * @throws ProtocolViolationException when this is no compressed stream, or its end
     */
    int inflate(byte[] piece) {
        try {
            int length = inflater.inflate(piece);
            while (length == 0 && !input.isEmpty() && inflater.needsInput()) {
                inflater.setInput(input.remove());
                length = inflater.inflate(piece);
            }
            if (length == 0 && (inflater.finished() || inflater.needsDictionary())) {
                throw new ProtocolViolationException("The server ended the compression of the connection");
            }
            return length;
        } catch (DataFormatException malformed) {
            throw new ProtocolViolationException("What the server sent is not compressed, or is damaged");
        }
    }

    /** Writes text, one octet a character, as blocks that are not compressed (RFC 1951 §3.2.4). */
    static void store(String text, ByteBuf out) {
        for (int from = 0; from < text.length(); from += MAX_STORED) {
            int length = Math.min(MAX_STORED, text.length() - from);
            out.writeByte(0); // not the last block, and stored
            out.writeShortLE(length);
            out.writeShortLE(~length);
            out.writeCharSequence(text.substring(from, from + length), StandardCharsets.ISO_8859_1);
        }
    }

    /** Gives back the memory outside the heap. */
    void close() {
        inflater.end();
        input.clear();
    }
}
