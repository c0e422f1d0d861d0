package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever octets come: nothing but a violation is thrown, no body is lost, and memory stays within the limits. */
class HostileServerTest {

    private static final int ROUNDS = 50_000;

    private static final List<String> PIECES = List.of(
            "* ",
            "1 ",
            "4294967296 ",
            "FETCH (",
            "BODY[",
            "BODY[HEADER] {2}\r\nab",
            "BODYSTRUCTURE (",
            "BODYSTRUCTURE ((\"a\" \"b\" ({1}\r\nx y) NIL) \"mixed\")",
            "] ",
            "{3}\r\n",
            "{0}\r\n",
            "~{2}\r\n",
            "{99999999999}\r\n",
            "abc",
            "\r\n",
            "\n",
            "\r",
            " ",
            ")",
            "(",
            "\"",
            "\\",
            "UID 5",
            "FLAGS (\\Seen)",
            "INTERNALDATE \"x\"",
            "RFC822.SIZE 7",
            "OK ",
            "NO [",
            "BYE",
            "A1 ",
            "EXISTS",
            "SEARCH 1 2",
            "+ ",
            "\u0000",
            "\u00ff",
            "\u00c3\u00a4",
            "NIL",
            "BODY[] {5}\r\nabcde",
            "* 2 FETCH (UID 9 BODY[] {2}\r\nab)\r\n",
            "}",
            "{",
            "<0>",
            "HEADER.FIELDS (A)");

    @Test
    void randomPiecesOfImapDoNoHarm() {
        RandomGenerator random = new SplittableRandom(4711);
        int parsed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "* 1 FETCH (" : "");
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            parsed += feed(random, text.append("\r\n").toString());
        }
        assertThat(parsed).isGreaterThan(ROUNDS / 50);
    }

    @Test
    void goodResponsesWithOctetsChangedDoNoHarm() {
        String good =
                "* 12 FETCH (UID 7 FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 5 BODY[]"
                        + " {5}\r\nabcde X (a \"b\" {2}\r\ncd))\r\n* SEARCH 1 2 3\r\n* OK [UIDNEXT 5] x\r\nA1 OK done\r\n";
        RandomGenerator random = new SplittableRandom(815);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                }
            }
            feed(random, text.toString());
        }
    }

    /** Feeds the octets in pieces; returns how many responses were read. */
    private static int feed(RandomGenerator random, String text) {
        MemoryBodies bodies = new MemoryBodies();
        ResponseFramer framer = new ResponseFramer(new FrameLimits(1024, 1024), bodies);
        ByteBuf in = Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
        List<Response> responses = new ArrayList<>();
        try {
            while (in.isReadable()) {
                ByteBuf packet = in.readSlice(random.nextInt(1, in.readableBytes() + 1));
                for (Optional<Frame> frame = framer.next(packet); frame.isPresent(); frame = framer.next(packet)) {
                    responses.add(ResponseParser.parse(frame.get()));
                }
            }
        } catch (ProtocolViolationException expected) {
            assertThat(expected).hasMessageStartingWith("The server ");
        }
        framer.discard();
        responses.forEach(HostileServerTest::release);
        assertThat(bodies.allGivenBack()).as(text).isTrue();
        bodies.finished().forEach(body -> assertThat(body.releases()).as(text).isEqualTo(1));
        return responses.size();
    }

    private static void release(Response response) {
        if (response instanceof Response.Fetch fetch && fetch.mail().body() != null) {
            fetch.mail().body().release();
        }
    }
}
