package org.camelpush.imapidle.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.imapidle.protocol.ProtocolViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompressionTest {

    private final Compression compression = new Compression();
    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);

    @AfterEach
    void close() {
        compression.close();
        deflater.end();
    }

    private byte[] deflated(byte[] octets) {
        deflater.setInput(octets);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1_000];
        for (int length = 1; length > 0; ) {
            length = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            out.write(piece, 0, length);
        }
        return out.toByteArray();
    }

    private String inflated() {
        StringBuilder text = new StringBuilder();
        byte[] piece = new byte[10];
        for (int length = 1; length > 0; ) {
            length = compression.inflate(piece);
            text.append(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    @Test
    void inflatesWhateverThePacketsAre() {
        String text = "* 18 EXISTS\r\n".repeat(20);
        byte[] packet = deflated(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder got = new StringBuilder();
        for (byte octet : packet) {
            compression.received(Unpooled.wrappedBuffer(new byte[] {octet}));
            got.append(inflated());
        }
        assertThat(got).hasToString(text);
    }

    @Test
    void takesSeveralPacketsBeforeTheFirstIsInflated() {
        compression.received(Unpooled.wrappedBuffer(deflated("one ".getBytes(StandardCharsets.US_ASCII))));
        compression.received(Unpooled.wrappedBuffer(deflated("two".getBytes(StandardCharsets.US_ASCII))));
        assertThat(inflated()).isEqualTo("one two");
    }

    @Test
    void refusesWhatIsNotCompressed() {
        compression.received(Unpooled.copiedBuffer("* OK hello\r\n", StandardCharsets.US_ASCII));
        assertThatThrownBy(this::inflated)
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("not compressed");
    }

    @Test
    void refusesTheEndOfTheStream() {
        deflater.finish();
        compression.received(Unpooled.wrappedBuffer(deflated(new byte[0])));
        assertThatThrownBy(this::inflated)
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("ended");
    }

    /** Every inflater takes it, at once, and a line costs five octets more. */
    @Test
    void whatIsStoredIsACompressedStreamToo() throws DataFormatException {
        Inflater server = new Inflater(true);
        for (String line : new String[] {"A1 NOOP\r\n", "\u00c3\u00bc".repeat(50_000), "A2 IDLE\r\n"}) {
            ByteBuf out = Unpooled.buffer();
            Compression.store(line, out);
            byte[] octets = new byte[out.readableBytes()];
            out.readBytes(octets);
            server.setInput(octets);
            byte[] got = new byte[line.length() + 1];
            assertThat(server.inflate(got)).isEqualTo(line.length());
            assertThat(new String(got, 0, line.length(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(line);
        }
        server.end();
    }
}
