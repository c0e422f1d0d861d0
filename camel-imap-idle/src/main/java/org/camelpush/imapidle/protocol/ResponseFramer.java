package org.camelpush.imapidle.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.netty.buffer.ByteBuf;

/**
 * Cuts the octets of a server into {@link Frame}s (RFC 9051 §4, §9): lines joined by literals. Message bodies are
 * handed to a {@link BodyStore} as they come; everything else is kept in one bounded line. Holds no memory between
 * frames. Not thread-safe.
 */
public final class ResponseFramer {

    private static final byte[] NOTHING = new byte[0];
    private static final int MAX_LITERAL_DIGITS = 18;
    private static final int ASCII = 0x7F;
    private static final byte[] BODY = {'b', 'o', 'd', 'y'};

    private final FrameLimits limits;
    private final BodyStore store;

    private byte[] line = NOTHING;
    private int length;
    /** Where the octets after the last literal begin: what is before cannot announce one. */
    private int lineStart;

    private long literalLeft;
    private BodyStore.Writer body;
    private List<Body> bodies = List.of();

    public ResponseFramer(FrameLimits limits, BodyStore store) {
        this.limits = limits;
        this.store = store;
    }

    /**
     * Reads one frame, consuming exactly its octets.
     *
     * @return the frame, or nothing when all octets were taken and the frame is not complete
     * @throws ProtocolViolationException when a limit is passed
     */
    public Optional<Frame> next(ByteBuf in) {
        while (in.isReadable()) {
            if (body != null) {
                readBody(in);
            } else if (literalLeft > 0) {
                readInlineLiteral(in);
            } else if (readLine(in) && !beginLiteral()) {
                return Optional.of(takeFrame());
            }
        }
        return Optional.empty();
    }

    /** Present while the network should not be read because a body cannot be written as fast as it comes. */
    public Optional<CompletionStage<Void>> congestion() {
        return body == null ? Optional.empty() : body.congestion();
    }

    /** True between frames: no octet of a next one has come. */
    public boolean isEmpty() {
        return length == 0 && body == null && bodies.isEmpty();
    }

    /** Gives back what a frame that will never be complete has taken. */
    public void discard() {
        if (body != null) {
            body.discard();
            body = null;
        }
        bodies.forEach(Body::release);
        reset();
    }

    private void readBody(ByteBuf in) {
        int now = (int) Math.min(literalLeft, in.readableBytes());
        body.write(in, now);
        literalLeft -= now;
        if (literalLeft == 0) {
            finishBody();
        }
    }

    private void finishBody() {
        if (bodies.isEmpty()) {
            bodies = new ArrayList<>(1);
        }
        bodies.add(body.finish());
        body = null;
    }

    private void readInlineLiteral(ByteBuf in) {
        int now = (int) Math.min(literalLeft, in.readableBytes());
        append(in, now);
        literalLeft -= now;
        lineStart = length;
    }

    /** Reads up to a line's end; true when it has come and was cut off. */
    private boolean readLine(ByteBuf in) {
        int toEnd = in.bytesBefore((byte) '\n');
        append(in, toEnd < 0 ? in.readableBytes() : toEnd);
        if (toEnd < 0) {
            return false;
        }
        in.skipBytes(1);
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private void append(ByteBuf in, int count) {
        if (length + (long) count > limits.maxLineLength()) {
            throw new ProtocolViolationException("The server sent a response of more than " + limits.maxLineLength()
                    + " octets without its end (option maxLineLength)");
        }
        if (line.length < length + count) {
            line = Arrays.copyOf(line, Math.min(limits.maxLineLength(), Math.max(128, (length + count) * 3 / 2)));
        }
        in.readBytes(line, length, count);
        length += count;
    }

    /** When the line that just ended announces a literal, makes ready for it. */
    private boolean beginLiteral() {
        int open = literalStart();
        if (open < 0) {
            return false;
        }
        long size = literalSize(open);
        if (isMessageBody(open)) {
            beginBody(open, size);
        } else {
            beginInline(size);
        }
        return true;
    }

    private void beginBody(int open, long size) {
        long sum = size + bodies.stream().mapToLong(Body::size).sum();
        if (sum > limits.maxLiteralSize()) {
            throw new ProtocolViolationException("The server announced a message of " + sum + " octets, more than "
                    + limits.maxLiteralSize() + " (option maxLiteralSize)");
        }
        length = line[open - 1] == '~' ? open - 1 : open;
        line[length++] = '"';
        line[length++] = '"';
        lineStart = length;
        literalLeft = size;
        body = store.begin(size);
        if (size == 0) {
            finishBody();
        }
    }

    private void beginInline(long size) {
        if (size + length + 2 > limits.maxLineLength()) {
            throw new ProtocolViolationException("The server announced a literal of " + size
                    + " octets where no message was asked for, more than " + limits.maxLineLength()
                    + " (option maxLineLength)");
        }
        line = Arrays.copyOf(line, (int) (length + 2 + size));
        line[length++] = '\r';
        line[length++] = '\n';
        lineStart = length;
        literalLeft = size;
    }

    /** Index of the brace of a literal that ends the line, or -1. */
    private int literalStart() {
        if (length == lineStart || line[length - 1] != '}') {
            return -1;
        }
        int i = digitsEnd() - 1;
        int end = i;
        while (i >= lineStart && line[i] >= '0' && line[i] <= '9') {
            i--;
        }
        return i >= lineStart && i < end && line[i] == '{' ? i : -1;
    }

    private int digitsEnd() {
        int end = length - 1;
        return end > lineStart && line[end - 1] == '+' ? end - 1 : end;
    }

    private long literalSize(int open) {
        int digits = digitsEnd() - open - 1;
        if (digits > MAX_LITERAL_DIGITS) {
            throw new ProtocolViolationException("The server announced a literal whose size has " + digits + " digits");
        }
        long size = 0;
        for (int i = open + 1; i <= open + digits; i++) {
            size = 10 * size + line[i] - '0';
        }
        return size;
    }

    /** RFC 9051 §7.5.2: {@code BODY[section]<origin> {size}}, also as literal8 ({@code ~{size}}). */
    private boolean isMessageBody(int open) {
        int at = open - 1;
        if (at >= lineStart && line[at] == '~') {
            at--;
        }
        if (at < lineStart || line[at] != ' ') {
            return false;
        }
        return isSection(beforeOrigin(at - 1));
    }

    /** Passes over {@code <12>} backwards, where it stands. */
    private int beforeOrigin(int last) {
        int at = last;
        if (at >= lineStart && line[at] == '>') {
            at--;
            while (at >= lineStart && line[at] >= '0' && line[at] <= '9') {
                at--;
            }
            return at >= lineStart && line[at] == '<' && at < last - 1 ? at - 1 : -1;
        }
        return at;
    }

    /** True when {@code BODY[section]} ends here, as a word of its own. */
    private boolean isSection(int last) {
        if (last < lineStart || line[last] != ']') {
            return false;
        }
        int at = last - 1;
        while (at >= lineStart && line[at] != '[' && line[at] != ']') {
            at--;
        }
        int word = at - BODY.length;
        if (word < lineStart || line[at] != '[' || word > lineStart && isWordPart(line[word - 1])) {
            return false;
        }
        for (int i = 0; i < BODY.length; i++) {
            if ((line[word + i] | ' ') != BODY[i]) {
                return false; // the bit of the blank makes a letter small
            }
        }
        return true;
    }

    private static boolean isWordPart(byte octet) {
        return octet == '_' || Character.isLetterOrDigit(octet & ASCII);
    }

    private Frame takeFrame() {
        Frame frame = new Frame(text(), bodies);
        reset();
        return frame;
    }

    private void reset() {
        line = NOTHING;
        length = 0;
        lineStart = 0;
        literalLeft = 0;
        bodies = List.of();
    }

    /** UTF-8 where it is valid; otherwise each octet beyond ASCII becomes one '?', so that literal sizes stay true. */
    private String text() {
        if (isAscii()) {
            return new String(line, 0, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            for (int i = 0; i < length; i++) {
                line[i] = line[i] < 0 ? (byte) '?' : line[i];
            }
            return new String(line, 0, length, StandardCharsets.US_ASCII);
        }
    }

    private boolean isAscii() {
        for (int i = 0; i < length; i++) {
            if (line[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
