package org.camelpush.imapidle.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.camelpush.imapidle.protocol.MemoryBodies.MemoryBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FetchParserTest {

    private static FetchedMail parse(String items, Body... bodies) {
        Response.Fetch fetch = (Response.Fetch) ResponseParser.parse(new Frame("* 12 FETCH " + items, List.of(bodies)));
        assertThat(fetch.number()).isEqualTo(12);
        return fetch.mail();
    }

    private static String content(FetchedMail mail) throws IOException {
        return new String(mail.body().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static MemoryBody body() {
        return new MemoryBody(new byte[3]);
    }

    @Test
    void readsAWholeMail() {
        MemoryBody body = body();
        FetchedMail mail = parse(
                "(UID 4827313 FLAGS (\\Seen $Junk) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 44827 BODY[] \"\")",
                body);
        assertThat(mail.uid()).isEqualTo(4827313);
        assertThat(mail.flags()).containsExactlyInAnyOrder("\\Seen", "$Junk");
        assertThat(mail.receivedAt()).isEqualTo(Instant.parse("1996-07-17T09:44:25Z"));
        assertThat(mail.size()).isEqualTo(44827);
        assertThat(mail.body()).isSameAs(body);
        assertThat(body.releases()).isZero();
    }

    @Test
    void readsItemsInAnyOrderAndCase() {
        FetchedMail mail = parse("(body[] \"\" rfc822.size 3 Flags () uid 5)", body());
        assertThat(mail.uid()).isEqualTo(5);
        assertThat(mail.flags()).isEmpty();
        assertThat(mail.size()).isEqualTo(3);
        assertThat(mail.body()).isNotNull();
    }

    @Test
    void whatIsNotSaidIsUnknown() {
        assertThat(parse("(FLAGS (\\Seen))"))
                .isEqualTo(new FetchedMail(0, java.util.Set.of("\\Seen"), -1, null, Download.NONE, null, null));
        assertThat(parse("()").uid()).isZero();
    }

    @Test
    void readsTheModSequenceAndWhetherFlagsWereSaid() {
        FetchedMail mail = parse("(UID 5 MODSEQ (9223372036854775807))");
        assertThat(mail.modSeq()).isEqualTo(Long.MAX_VALUE);
        assertThat(mail.flagsSaid()).isFalse();
        assertThat(parse("(FLAGS () MODSEQ (12))").flagsSaid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"()", "(1 2)", "(9223372036854775808)", "(99999999999999999999)", "(x)", "NIL", "((1))"})
    void aModSequenceThatIsNoneIsUnknown(String said) {
        assertThat(parse("(UID 5 MODSEQ " + said + ")").modSeq()).isZero();
    }

    @Test
    void readsADayOfOneDigit() {
        assertThat(parse("(INTERNALDATE \" 7-Jul-1996 02:44:25 +0000\")").receivedAt())
                .isEqualTo(Instant.parse("1996-07-07T02:44:25Z"));
    }

    @Test
    void aDateThatCannotBeReadIsUnknown() {
        assertThat(parse("(INTERNALDATE \"yesterday\" UID 5)").receivedAt()).isNull();
        assertThat(parse("(INTERNALDATE NIL UID 5)").receivedAt()).isNull();
    }

    @Test
    void aMailMayComeAsAQuotedString() throws IOException {
        FetchedMail mail = parse("(BODY[] \"a \\\"b\\\\ )\" UID 5)");
        assertThat(content(mail)).isEqualTo("a \"b\\ )");
        assertThat(mail.body().size()).isEqualTo(7);
        assertThat(mail.uid()).isEqualTo(5);
        mail.body().release();
        assertThat(content(mail)).isEqualTo("a \"b\\ )");
    }

    @Test
    void anEmptyQuotedMailIsAMail() {
        assertThat(parse("(BODY[] \"\")").body().size()).isZero();
    }

    @Test
    void aMailThatTheServerDoesNotGiveIsNone() {
        assertThat(parse("(UID 5 BODY[] NIL)").body()).isNull();
    }

    @Test
    void aBodyOfAnotherSectionIsReleased() {
        MemoryBody header = body();
        MemoryBody message = body();
        MemoryBody part = body();
        FetchedMail mail =
                parse("(BODY[HEADER.FIELDS (FROM)] \"\" BODY[] \"\" BODY[1]<0> \"\")", header, message, part);
        assertThat(mail.body()).isSameAs(message);
        assertThat(header.releases()).isEqualTo(1);
        assertThat(message.releases()).isZero();
        assertThat(part.releases()).isEqualTo(1);
    }

    @Test
    void readsAHeaderWithoutItsBody() {
        MemoryBody header = body();
        FetchedMail mail = parse("(UID 5 RFC822.SIZE 9 BODY[HEADER] \"\")", header);
        assertThat(mail.download()).isEqualTo(Download.HEADERS);
        assertThat(mail.body()).isSameAs(header);
        assertThat(mail.parts()).isNull();
        assertThat(mail.brings(Download.HEADERS)).isTrue();
        assertThat(mail.brings(Download.FULL)).isFalse();
        assertThat(mail.brings(Download.NONE)).isFalse();
        assertThat(parse("(UID 5 BODY[HEADER] NIL)").brings(Download.HEADERS)).isFalse();
    }

    @Test
    void aHeaderBesideTheMessageIsReleased() {
        MemoryBody header = body();
        MemoryBody message = body();
        FetchedMail mail = parse("(BODY[HEADER] \"\" BODY[] \"\")", header, message);
        assertThat(mail.download()).isEqualTo(Download.FULL);
        assertThat(mail.body()).isSameAs(message);
        assertThat(header.releases()).isEqualTo(1);
    }

    @Test
    void aChangeOfFlagsIsNoMailWithoutContent() {
        assertThat(parse("(UID 5 FLAGS (\\Seen))").brings(Download.NONE)).isFalse();
        FetchedMail mail = parse("(UID 5 FLAGS (\\Seen) RFC822.SIZE 9)");
        assertThat(mail.brings(Download.NONE)).isTrue();
        mail.release();
    }

    @Test
    void aPartOfTheMessageIsNotTheMessage() {
        MemoryBody body = body();
        assertThat(parse("(BODY[]<0> \"\")", body).body()).isNull();
        assertThat(body.releases()).isEqualTo(1);
    }

    @Test
    void ofTwoMessagesTheLastCounts() {
        MemoryBody first = body();
        MemoryBody second = body();
        assertThat(parse("(BODY[] \"\" BODY[] \"\")", first, second).body()).isSameAs(second);
        assertThat(first.releases()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MODSEQ (12121231777)",
                "X-GM-MSGID 1278455344230334865",
                "X-GM-LABELS (\"\\\\Inbox\" foo \"a)b\")",
                "EMAILID (M6d99ac3275bb4e) THREADID NIL",
                "ENVELOPE (\"date\" {3}\r\n\")( ((\"n\" NIL \"a\" \"b\")) NIL)",
                "BODYSTRUCTURE ((\"TEXT\" (\"A\" (\"b\"))) \"MIXED\")",
                "BINARY.SIZE[1] 7",
                "RFC822.HEADER {4}\r\na) b",
                "X ~{1}\r\n)",
                "X {1+}\r\n)"
            })
    void passesOverItemsItWasNotAskedFor(String item) {
        assertThat(parse("(" + item + " UID 5 FLAGS ())").uid()).isEqualTo(5);
    }

    @Test
    void aStructureNestedWithoutMeasureIsPassedOver() {
        String deep = "(".repeat(50_000) + ")".repeat(50_000);
        assertThat(parse("(BODYSTRUCTURE " + deep + " UID 5)").uid()).isEqualTo(5);
    }

    @Test
    void aLiteralIsCountedInOctets() {
        assertThat(parse("(X {4}\r\n\u00e4\u00f6 UID 5)").uid()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UID 5",
                "(",
                "(UID",
                "(UID )",
                "(UID x)",
                "(UID 0)",
                "(UID -5)",
                "(UID 4294967296)",
                "(UID 99999999999999999999)",
                "(RFC822.SIZE x)",
                "(FLAGS x)",
                "(FLAGS (\\Seen)",
                "(FLAGS (\"a\"))",
                "(INTERNALDATE)",
                "(BODY[ \"\")",
                "(BODY[]",
                "(BODY[] \"",
                "(BODY[] \"\\",
                "(BODY[] {2000000000}\r\nx)",
                "(BODY[] {99999999999}\r\nx)",
                "(BODY[] {3}x)",
                "(BODY[] {3}\rxxx)",
                "(BODY[] {x}\r\n)",
                "(BODY[] ~x)",
                "(BODY[] {3x\r\nabc)",
                "(X (a)",
                "(X",
                "(X )"
            })
    void refusesWhatCannotBeReadAndReleases(String items) {
        MemoryBody body = body();
        assertThatThrownBy(() -> parse(items, body)).isInstanceOf(ProtocolViolationException.class);
        assertThat(body.releases()).isEqualTo(1);
    }

    @Test
    void aBodyThatNoItemIsForIsRefused() {
        MemoryBody body = body();
        assertThatThrownBy(() -> parse("(UID 5)", body)).isInstanceOf(ProtocolViolationException.class);
        assertThat(body.releases()).isEqualTo(1);
    }
}
