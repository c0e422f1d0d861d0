package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponseFramerTest {

    private static final int LINE = 1024;
    private static final int LITERAL = 2048;

    private final MemoryBodies bodies = new MemoryBodies();
    private final ResponseFramer framer = new ResponseFramer(new FrameLimits(LINE, LITERAL), bodies);

    private static ByteBuf octets(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<String> frames(String... packets) {
        List<String> texts = new ArrayList<>();
        for (String packet : packets) {
            ByteBuf in = octets(packet);
            for (Optional<Frame> frame = framer.next(in); frame.isPresent(); frame = framer.next(in)) {
                texts.add(frame.get().text());
            }
            assertThat(in.isReadable()).isFalse();
        }
        return texts;
    }

    private List<String> bodyTexts() {
        return bodies.finished().stream().map(MemoryBodies.MemoryBody::text).toList();
    }

    @Test
    void cutsLines() {
        assertThat(frames("* OK one\r\n* OK two\r\nA1 OK", " three\r\n"))
                .containsExactly("* OK one", "* OK two", "A1 OK three");
    }

    @Test
    void consumesNoOctetOfTheNextFrame() {
        ByteBuf in = octets("* OK one\r\n* OK two\r\n");
        assertThat(framer.next(in)).map(Frame::text).contains("* OK one");
        assertThat(in.readableBytes()).isEqualTo("* OK two\r\n".length());
    }

    @Test
    void takesABareLineFeedAndKeepsABareCarriageReturn() {
        assertThat(frames("* OK one\n* OK t\rwo\r\n\r\n\n\r\r\n"))
                .containsExactly("* OK one", "* OK t\rwo", "", "", "\r");
    }

    @Test
    void takesABodyOutAndLeavesAnEmptyString() {
        assertThat(frames("* 1 FETCH (BODY[] {5}\r\nab\r\nc UID 7)\r\n"))
                .containsExactly("* 1 FETCH (BODY[] \"\" UID 7)");
        assertThat(bodyTexts()).containsExactly("ab\r\nc");
        assertThat(bodies.begun()).isEqualTo(5);
    }

    @Test
    void takesBodiesOfEverySectionPartAndForm() {
        frames(
                "* 1 FETCH (BODY[HEADER.FIELDS (FROM TO)] {1}\r\na BODY[1.2]<0> {1}\r\nb body[text] {1+}\r\nc BODY[] ~{1}\r\nd)\r\n");
        assertThat(bodyTexts()).containsExactly("a", "b", "c", "d");
    }

    /** The expression says what is a body; the code reads it without one, for speed. */
    @Property(tries = 3_000)
    void takesExactlyTheBodiesOut(@ForAll("beginnings") String beginning) {
        boolean body = beginning.matches("(?s).*\\b(?i:body)\\[[^\\[\\]]*\\](<\\d+>)? ~?");
        MemoryBodies fresh = new MemoryBodies();
        ByteBuf in = Unpooled.copiedBuffer(beginning + "{3}\r\nabc)\r\n", StandardCharsets.US_ASCII);
        new ResponseFramer(new FrameLimits(2_048, 2_048), fresh).next(in);
        assertThat(fresh.begun()).isEqualTo(body ? 3 : 0);
    }

    @Provide
    Arbitrary<String> beginnings() {
        return Arbitraries.of(
                        "BODY",
                        "body",
                        "BODY[]",
                        "[",
                        "]",
                        "HEADER.FIELDS (TO)",
                        "<0>",
                        "<12>",
                        "<>",
                        "<",
                        ">",
                        " ",
                        " ",
                        "~",
                        "X",
                        "_",
                        "(",
                        "1",
                        "[1.2] ",
                        "BODY[TEXT] ")
                .list()
                .ofMaxSize(6)
                .map(parts -> "* " + String.join("", parts));
    }

    @Test
    void leavesNothingOfALiteral8() {
        assertThat(frames("* 1 FETCH (BODY[] ~{3}\r\nabc)\r\n")).containsExactly("* 1 FETCH (BODY[] \"\")");
    }

    @Test
    void anEmptyBodyIsABody() {
        assertThat(frames("* 1 FETCH (BODY[] {0}\r\n)\r\n")).containsExactly("* 1 FETCH (BODY[] \"\")");
        assertThat(bodyTexts()).containsExactly("");
    }

    @Test
    void keepsOtherLiteralsInTheLine() {
        assertThat(frames("* LIST () \"/\" {5}\r\na{3}\r and {0}\r\n more\r\n"))
                .containsExactly("* LIST () \"/\" {5}\r\na{3}\r and {0}\r\n more");
        assertThat(bodies.finished()).isEmpty();
    }

    @Test
    void whatStandsInALiteralAnnouncesNone() {
        assertThat(frames("* LIST {3}\r\n{7}\r\n* OK next\r\n")).containsExactly("* LIST {3}\r\n{7}", "* OK next");
        assertThat(frames("* LIST {7}\r\nBODY[] {2}\r\nab\r\n")).containsExactly("* LIST {7}\r\nBODY[] {2}\r\nab");
        assertThat(bodies.finished()).isEmpty();
    }

    @Test
    void aBodyIsNoPlaceForLines() {
        assertThat(frames("* 1 FETCH (BODY[] {24}\r\n* 3 EXISTS\r\nA1 OK done\r\n)\r\n"))
                .hasSize(1);
        assertThat(bodyTexts()).containsExactly("* 3 EXISTS\r\nA1 OK done\r\n");
    }

    @Test
    void bracesThatAnnounceNothingAreText() {
        assertThat(frames("* OK {x}\r\n* OK {}\r\n* OK 5}\r\n* OK }\r\n}\r\n5}\r\n+}\r\n* OK {5} \r\n"))
                .containsExactly("* OK {x}", "* OK {}", "* OK 5}", "* OK }", "}", "5}", "+}", "* OK {5} ");
    }

    @Test
    void theResultIsTheSameWhereverThePacketsAreCut() {
        String all =
                "* OK hi\r\n* 1 FETCH (UID 7 BODY[] {11}\r\nline\r\n{5}\r\n FLAGS ())\r\n* LIST () {3}\r\na\r\n\r\n"
                        + "* 2 FETCH (BODY[] ~{0}\r\n)\r\nA1 OK \u00c3\u00a4\r\n";
        List<String> whole = frames(all);
        assertThat(whole).hasSize(5);
        List<String> wholeBodies = bodyTexts();
        for (int first = 0; first <= all.length(); first++) {
            for (int second = first; second <= all.length(); second++) {
                bodies.finished().clear();
                assertThat(frames(all.substring(0, first), all.substring(first, second), all.substring(second)))
                        .isEqualTo(whole);
                assertThat(bodyTexts()).isEqualTo(wholeBodies);
                assertThat(framer.isEmpty()).isTrue();
            }
        }
    }

    @Test
    void isEmptyBetweenFramesOnly() {
        String frame = "* 1 FETCH (BODY[] {2}\r\nab)\r\n";
        for (int cut = 1; cut < frame.length(); cut++) {
            frames(frame.substring(0, cut));
            assertThat(framer.isEmpty()).isFalse();
            frames(frame.substring(cut));
            assertThat(framer.isEmpty()).isTrue();
        }
    }

    @Test
    void aLineMayBeAsLongAsTheLimitAndNoLonger() {
        String longest = "x".repeat(LINE - 1); // the CR counts
        assertThat(frames(longest + "\r\n")).containsExactly(longest);
        assertThat(frames("x".repeat(LINE) + "\n")).hasSize(1);
        assertThatThrownBy(() -> frames("x".repeat(LINE + 1)))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("maxLineLength");
    }

    @Test
    void aLineThatGrowsWithoutEndIsRefusedWhenItPassesTheLimit() {
        for (int i = 0; i < LINE; i++) {
            frames("x");
        }
        assertThatThrownBy(() -> frames("x")).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void aLiteralInTheLineCountsAsTheLine() {
        String start = "* LIST {1000}";
        int room = LINE - start.length() - 2;
        assertThatCode(() -> frames("* LIST {" + room + "}\r\n")).doesNotThrowAnyException();
        framer.discard();
        assertThatThrownBy(() -> frames("* LIST {" + (room + 2) + "}\r\n"))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("maxLineLength");
    }

    @Test
    void aMessageMayBeAsLongAsTheLimitAndNoLonger() {
        assertThat(frames("* 1 FETCH (BODY[] {" + LITERAL + "}\r\n" + "x".repeat(LITERAL) + ")\r\n"))
                .hasSize(1);
        assertThatThrownBy(() -> frames("* 1 FETCH (BODY[] {" + (LITERAL + 1) + "}\r\n"))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("maxLiteralSize");
        assertThat(bodies.open()).isZero();
    }

    @Test
    void theMessagesOfOneResponseTogetherMayBeAsLongAsTheLimit() {
        String half = " BODY[] {" + LITERAL / 2 + "}\r\n" + "x".repeat(LITERAL / 2);
        assertThat(frames("* 1 FETCH (" + half + half + ")\r\n")).hasSize(1);
        assertThatThrownBy(() -> frames("* 1 FETCH (" + half + half + " BODY[] {1}\r\n"))
                .isInstanceOf(ProtocolViolationException.class);
        framer.discard();
        assertThat(bodies.finished())
                .hasSize(4)
                .last()
                .extracting(MemoryBodies.MemoryBody::releases)
                .isEqualTo(1);
    }

    @Test
    void case40_hugeAnnouncementsAreRefusedBeforeMemoryIsTaken() {
        assertThatThrownBy(() -> frames("* 1 FETCH (BODY[] {99999999999}\r\n"))
                .isInstanceOf(ProtocolViolationException.class);
        framer.discard();
        assertThatThrownBy(() -> frames("* LIST {99999999999}\r\n")).isInstanceOf(ProtocolViolationException.class);
        framer.discard();
        assertThatThrownBy(() -> frames("* LIST {9223372036854775807}\r\n"))
                .isInstanceOf(ProtocolViolationException.class);
        framer.discard();
        assertThatThrownBy(() -> frames("* 1 FETCH (BODY[] {" + "9".repeat(19) + "}\r\n"))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("19 digits");
        assertThat(bodies.open()).isZero();
    }

    @Test
    void aDiscardedFrameGivesEverythingBack() {
        frames("* 1 FETCH (BODY[1] {2}\r\nab BODY[2] {9}\r\nabc");
        assertThat(bodies.open()).isEqualTo(1);
        framer.discard();
        assertThat(bodies.allGivenBack()).isTrue();
        assertThat(framer.isEmpty()).isTrue();
        assertThat(frames("* OK new\r\n")).containsExactly("* OK new");
    }

    @Test
    void aDiscardBetweenFramesDoesNothing() {
        frames("* 1 FETCH (BODY[] {2}\r\nab)\r\n");
        framer.discard();
        assertThat(bodies.finished().get(0).releases()).isZero();
    }

    @Test
    void tellsThatABodyCannotBeWrittenFastEnough() {
        bodies.congest();
        assertThat(framer.congestion()).isEmpty();
        frames("* 1 FETCH (BODY[] {9}\r\nabc");
        assertThat(framer.congestion()).isPresent();
        frames("defghi");
        assertThat(framer.congestion()).isEmpty();
    }

    @Test
    void textIsUtf8WhereItIsValidAndKeepsItsLengthWhereItIsNot() {
        assertThat(frames("* OK \u00c3\u00a4\r\n* OK \u00e4\u00f6\r\n")).containsExactly("* OK \u00e4", "* OK ??");
    }

    @Test
    void limitsAreOfSomeUse() {
        assertThatThrownBy(() -> new FrameLimits(1023, 1024)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameLimits(1024, 1023)).isInstanceOf(IllegalArgumentException.class);
    }
}
