package org.camelpush.cops.codec;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.testkit.AnyMessage;
import org.camelpush.cops.testkit.Vectors;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written is read as the same, however it is cut into pieces. */
class RoundTripProperties {

    private final MessageReader reader = new MessageReader(Wire.LIMITS);

    @Provide
    Arbitrary<CopsMessage> messages() {
        return AnyMessage.arbitrary();
    }

    @Provide
    Arbitrary<List<CopsMessage>> conversations() {
        return AnyMessage.arbitrary().list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void o1_o10_h2_isReadAsItWasWrittenAndAligned(@ForAll("messages") CopsMessage message) {
        Octets octets = Wire.encode(message);
        assertThat(octets.length() % 4).isZero();
        assertThat(Wire.decode(octets)).isEqualTo(message);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void f59_everySplitPointGivesTheSameMessages(@ForAll("conversations") List<CopsMessage> messages) throws Exception {
        byte[] all = written(messages);
        for (int split = 0; split <= all.length; split++) {
            assertThat(readInTwo(all, split)).isEqualTo(messages);
        }
    }

    @Test
    void f59_octetByOctet() throws Exception {
        List<CopsMessage> messages = vectors();
        byte[] all = written(messages);
        ByteBuf in = Unpooled.buffer();
        List<CopsMessage> read = new ArrayList<>();
        for (byte octet : all) {
            in.writeByte(octet);
            readAll(in, read);
        }
        assertThat(read).isEqualTo(messages);
    }

    @Test
    void f59_aThousandMessagesInOnePiece() throws Exception {
        List<CopsMessage> messages = new ArrayList<>();
        for (int i = 0; messages.size() < 1000; i++) {
            messages.add(vectors().get(i % vectors().size()));
        }
        List<CopsMessage> read = new ArrayList<>();
        readAll(Unpooled.wrappedBuffer(written(messages)), read);
        assertThat(read).isEqualTo(messages);
    }

    private static List<CopsMessage> vectors() {
        return Vectors.all().values().stream().map(Wire::decode).toList();
    }

    private static byte[] written(List<CopsMessage> messages) {
        ByteBuf out = Unpooled.buffer();
        messages.forEach(message -> MessageWriter.write(message, out));
        byte[] octets = new byte[out.readableBytes()];
        out.readBytes(octets);
        return octets;
    }

    private List<CopsMessage> readInTwo(byte[] all, int split) throws MalformedMessageException {
        List<CopsMessage> read = new ArrayList<>();
        ByteBuf in = Unpooled.buffer(all.length);
        in.writeBytes(all, 0, split);
        readAll(in, read);
        in.writeBytes(all, split, all.length - split);
        readAll(in, read);
        assertThat(in.isReadable()).isFalse();
        return read;
    }

    private void readAll(ByteBuf in, List<CopsMessage> read) throws MalformedMessageException {
        for (CopsMessage next = reader.read(in); next != null; next = reader.read(in)) {
            read.add(next);
        }
    }
}
