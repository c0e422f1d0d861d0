package org.camelpush.imapidle.protocol;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.Stream;

import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.NewsAddress;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.BodyTerm;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.FromTerm;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.MessageIDTerm;
import jakarta.mail.search.MessageNumberTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.ReceivedDateTerm;
import jakarta.mail.search.RecipientStringTerm;
import jakarta.mail.search.RecipientTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SentDateTerm;
import jakarta.mail.search.SizeTerm;
import jakarta.mail.search.SubjectTerm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SearchKeysTest {

    private static final SearchTerm A = new SubjectTerm("a");
    private static final SearchTerm B = new BodyTerm("b");
    private static final SearchTerm C = new FromStringTerm("c");
    private static final Date DAY = Date.from(
            LocalDateTime.of(2026, 9, 3, 12, 0).atZone(ZoneId.systemDefault()).toInstant());

    static Stream<Arguments> terms() throws AddressException {
        return Stream.of(
                arguments(A, "SUBJECT \"a\""),
                arguments(B, "BODY \"b\""),
                arguments(C, "FROM \"c\""),
                arguments(new FromTerm(new InternetAddress("The Boss <boss@x.org>")), "FROM \"boss@x.org\""),
                arguments(new FromTerm(new NewsAddress("comp.mail")), "FROM \"comp.mail\""),
                arguments(new RecipientStringTerm(Message.RecipientType.TO, "t"), "TO \"t\""),
                arguments(
                        new RecipientTerm(Message.RecipientType.CC, new InternetAddress("t@x.org")), "CC \"t@x.org\""),
                arguments(new RecipientStringTerm(Message.RecipientType.BCC, "t"), "BCC \"t\""),
                arguments(new MessageIDTerm("<1@x>"), "HEADER \"Message-ID\" \"<1@x>\""),
                arguments(new HeaderTerm("X-Priority", "1"), "HEADER \"X-Priority\" \"1\""),
                arguments(new AndTerm(A, new AndTerm(B, C)), "SUBJECT \"a\" BODY \"b\" FROM \"c\""),
                arguments(new AndTerm(new SearchTerm[0]), "ALL"),
                arguments(new OrTerm(A, B), "OR SUBJECT \"a\" BODY \"b\""),
                arguments(new OrTerm(new SearchTerm[] {A, B, C}), "OR SUBJECT \"a\" OR BODY \"b\" FROM \"c\""),
                arguments(new OrTerm(new SearchTerm[] {A}), "SUBJECT \"a\""),
                arguments(
                        new OrTerm(new AndTerm(A, B), new NotTerm(new AndTerm(B, C))),
                        "OR (SUBJECT \"a\" BODY \"b\") NOT (BODY \"b\" FROM \"c\")"),
                arguments(new FlagTerm(new Flags(Flags.Flag.SEEN), false), "UNSEEN"),
                arguments(new FlagTerm(new Flags(Flags.Flag.FLAGGED), true), "FLAGGED"),
                arguments(new FlagTerm(new Flags("$Junk"), false), "UNKEYWORD $Junk"),
                arguments(new NotTerm(new FlagTerm(answeredAndJunk(), true)), "NOT (ANSWERED KEYWORD $Junk)"),
                arguments(new SizeTerm(ComparisonTerm.GT, 5), "LARGER 5"),
                arguments(new SizeTerm(ComparisonTerm.LT, 5), "SMALLER 5"),
                arguments(new SizeTerm(ComparisonTerm.GE, 5), "NOT SMALLER 5"),
                arguments(new SizeTerm(ComparisonTerm.LE, 5), "NOT LARGER 5"),
                arguments(new SizeTerm(ComparisonTerm.EQ, 5), "(NOT SMALLER 5 NOT LARGER 5)"),
                arguments(new SizeTerm(ComparisonTerm.NE, 5), "OR SMALLER 5 LARGER 5"),
                arguments(new ReceivedDateTerm(ComparisonTerm.GE, DAY), "SINCE 3-Sep-2026"),
                arguments(new ReceivedDateTerm(ComparisonTerm.LT, DAY), "BEFORE 3-Sep-2026"),
                arguments(new SentDateTerm(ComparisonTerm.EQ, DAY), "SENTON 3-Sep-2026"),
                arguments(new SentDateTerm(ComparisonTerm.NE, DAY), "NOT SENTON 3-Sep-2026"),
                arguments(new SentDateTerm(ComparisonTerm.LE, DAY), "OR SENTBEFORE 3-Sep-2026 SENTON 3-Sep-2026"),
                arguments(new SentDateTerm(ComparisonTerm.GT, DAY), "(SENTSINCE 3-Sep-2026 NOT SENTON 3-Sep-2026)"));
    }

    private static Flags answeredAndJunk() {
        Flags flags = new Flags(Flags.Flag.ANSWERED);
        flags.add("$Junk");
        return flags;
    }

    @ParameterizedTest
    @MethodSource("terms")
    void saysEachTermInTheWordsOfImap(SearchTerm term, String key) {
        assertThat(SearchKeys.of(term).lines()).containsExactly(key);
        assertThat(SearchKeys.of(term).needsCharset()).isFalse();
    }

    static Stream<Arguments> inexpressible() {
        return Stream.of(
                arguments(new MessageNumberTerm(3), "MessageNumberTerm, which no search key of IMAP expresses"),
                arguments(null, "missing term"),
                arguments(new NotTerm(null), "missing term"),
                arguments(new OrTerm(new SearchTerm[0]), "OrTerm of nothing"),
                arguments(new FlagTerm(new Flags(), true), "without a flag"),
                arguments(new FlagTerm(new Flags(Flags.Flag.RECENT), true), "\\Recent"),
                arguments(new FlagTerm(new Flags("a b"), true), "no atom"),
                arguments(new FlagTerm(new Flags("a)"), true), "no atom"),
                arguments(new FlagTerm(new Flags(""), true), "no atom"),
                arguments(new SizeTerm(ComparisonTerm.GT, -1), "less than nothing"),
                arguments(new SizeTerm(99, 1), "comparison"),
                arguments(new SentDateTerm(99, DAY), "comparison"),
                arguments(new RecipientStringTerm(MimeMessage.RecipientType.NEWSGROUPS, "x"), "recipient of type"),
                arguments(new HeaderTerm("X Y", "x"), "header whose name"),
                arguments(new HeaderTerm("X\r\nA1 LOGOUT", "x"), "header whose name"),
                arguments(new HeaderTerm("X\" LOGOUT", "x"), "header whose name"),
                arguments(new HeaderTerm("", "x"), "header whose name"),
                arguments(new SubjectTerm("x".repeat(SearchKeys.MAX_LENGTH)), "more than 4096 octets"));
    }

    @ParameterizedTest
    @MethodSource("inexpressible")
    void namesWhatImapCannotExpress(SearchTerm term, String words) {
        assertThatThrownBy(() -> SearchKeys.of(term))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void refusesATermThatIsNestedWithoutMeasure() {
        SearchTerm deep = A;
        for (int i = 0; i < 100_000; i++) {
            deep = new NotTerm(deep);
        }
        SearchTerm not = deep;
        assertThatThrownBy(() -> SearchKeys.of(not)).hasMessageContaining("nested more than 100 deep");
        SearchTerm wide = A;
        for (int i = 0; i < 200; i++) {
            wide = new AndTerm(wide, A);
        }
        SearchTerm and = wide;
        assertThatThrownBy(() -> SearchKeys.of(and)).hasMessageContaining("nested more than 100 deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nA2 DELETE INBOX", "a\nb", "a\rb", "a\0b", "a\u007fb", "\u00e4\r\nA2 LOGOUT", "a\u0085"})
    void aWordCannotBeginACommandOfItsOwn(String word) {
        assertThatThrownBy(() -> SearchKeys.of(new SubjectTerm(word))).hasMessageContaining("control character");
        assertThatThrownBy(() -> SearchKeys.of(new HeaderTerm("X", word))).hasMessageContaining("control character");
    }

    @Test
    void aQuoteEndsNoString() {
        assertThat(SearchKeys.of(new SubjectTerm("a\" ALL \\")).lines()).containsExactly("SUBJECT \"a\\\" ALL \\\\\"");
    }

    @Test
    void whatIsNotAsciiStandsInLiteralsThatAreAskedFor() {
        SearchKey key = SearchKeys.of(new OrTerm(
                new SubjectTerm("gr\u00f6\u00dfer ("), new AndTerm(new FromStringTerm("\u00fc"), new BodyTerm("{3}"))));
        assertThat(key.needsCharset()).isTrue();
        assertThat(key.lines())
                .containsExactly(
                        "OR SUBJECT {10}", "gr\u00c3\u00b6\u00c3\u009fer ( (FROM {2}", "\u00c3\u00bc BODY \"{3}\")");
        assertThat(Command.uidSearch("5:9", "UNSEEN", key, Capabilities.NONE))
                .extracting(Command::text)
                .containsExactly(
                        "UID SEARCH CHARSET UTF-8 UID 5:9 UNSEEN OR SUBJECT {10}",
                        key.lines().get(1),
                        key.lines().get(2));
    }

    @Test
    void anAsciiKeyIsOneLineAfterTheIdentifiers() {
        assertThat(Command.uidSearch("5:9", "", SearchKeys.of(A), Capabilities.of("ESEARCH")))
                .extracting(Command::text)
                .containsExactly("UID SEARCH RETURN (ALL) UID 5:9 SUBJECT \"a\"");
    }

    @Test
    void aLiteralSaysHowManyOctetsItHas() {
        for (String word : Arrays.asList("\u00e4", "\u20ac\u20ac", "\ud83d\ude00", "a\u00e4{5}")) {
            SearchKey key = SearchKeys.of(new SubjectTerm(word));
            String octets = key.lines().get(1);
            assertThat(key.lines().get(0)).isEqualTo("SUBJECT {" + octets.length() + "}");
            assertThat(new String(
                            octets.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                            java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(word);
        }
    }
}
