package org.camelpush.imapidle.protocol;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BodyStructureTest {

    private static List<MailPart> parts(String structure) {
        String text = "* 1 FETCH (BODYSTRUCTURE " + structure + " UID 5)";
        Response.Fetch fetch = (Response.Fetch) ResponseParser.parse(new Frame(text, List.of()));
        assertThat(fetch.mail().uid()).isEqualTo(5);
        return fetch.mail().parts();
    }

    @Test
    void aMailThatIsNoMultipartHasOnePart() {
        assertThat(parts("(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"UTF-8\") NIL NIL \"7BIT\" 23 2 NIL NIL NIL NIL)"))
                .containsExactly(new MailPart("1", "text/plain", null, null, 23));
    }

    @Test
    void attachmentsAreToldWithNameTypeAndSize() {
        assertThat(parts("((\"text\" \"plain\" NIL NIL NIL \"7bit\" 10 1 NIL NIL NIL)"
                        + "(\"application\" \"PDF\" (\"name\" \"other.pdf\") NIL NIL \"base64\" 4711 NIL"
                        + " (\"attachment\" (\"filename\" \"bill.pdf\")) NIL)"
                        + "(\"image\" \"png\" (\"name\" \"logo.png\") \"<1>\" NIL \"base64\" 99 NIL (\"INLINE\" NIL) NIL)"
                        + " \"mixed\" (\"boundary\" \"x\") NIL NIL)"))
                .containsExactly(
                        new MailPart("1", "text/plain", null, null, 10),
                        new MailPart("2", "application/pdf", "attachment", "bill.pdf", 4711),
                        new MailPart("3", "image/png", "inline", "logo.png", 99));
    }

    @Test
    void partsOfPartsAreNumberedAsBodyWantsThem() {
        assertThat(parts("(((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"text\" \"html\" NIL NIL NIL \"7bit\" 2 1)"
                        + " \"alternative\")(\"image\" \"png\" NIL NIL NIL \"base64\" 3) \"related\")"))
                .extracting(MailPart::section)
                .containsExactly("1.1", "1.2", "2");
    }

    @Test
    void aMailWithinTheMailIsOnePart() {
        assertThat(parts(
                        "((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 500"
                                + " (\"date\" \"subject\" NIL NIL NIL NIL NIL NIL NIL \"<1@x>\")"
                                + " ((\"a\" \"b\" NIL NIL NIL \"7bit\" 1)(\"c\" \"d\" NIL NIL NIL \"7bit\" 1) \"mixed\") 12 NIL"
                                + " (\"attachment\" (\"filename\" \"forwarded.eml\")) NIL) \"mixed\")"))
                .element(1)
                .isEqualTo(new MailPart("2", "message/rfc822", "attachment", "forwarded.eml", 500));
    }

    @Test
    void namesAreDecodedHoweverTheyAreWritten() {
        assertThat(nameOf("\"filename\" \"=?utf-8?q?gr=C3=B6=C3=9Fer.txt?=\"")).isEqualTo("gr\u00f6\u00dfer.txt");
        assertThat(nameOf("\"filename*\" \"utf-8''gr%C3%B6%C3%9Fer.txt\"")).isEqualTo("gr\u00f6\u00dfer.txt");
        assertThat(nameOf("\"filename*0\" \"a long\" \"filename*1\" \" name.txt\""))
                .isEqualTo("a long name.txt");
        assertThat(nameOf("\"filename\" {5}\r\na\"(.b")).isEqualTo("a\"(.b");
        assertThat(nameOf("\"filename\" \"gr\u00f6\u00dfer\"")).isEqualTo("gr\u00f6\u00dfer");
        assertThat(nameOf("\"filename\" \"=?no-such-charset?q?x?=\"")).isEqualTo("=?no-such-charset?q?x?=");
        assertThat(nameOf("\"filename\" NIL NIL \"x\" \"odd\"")).isNull();
    }

    private static String nameOf(String parameters) {
        return parts("(\"a\" \"b\" NIL NIL NIL \"7bit\" 1 NIL (\"attachment\" (" + parameters + ")))")
                .get(0)
                .name();
    }

    @Test
    void whatTheServerLeavesOutIsUnknown() {
        assertThat(parts("(\"a\" NIL)")).containsExactly(new MailPart("1", "a/", null, null, -1));
        assertThat(parts("(\"a\" \"b\" NIL NIL NIL \"7bit\" \"x\" NIL \"y\")"))
                .containsExactly(new MailPart("1", "a/b", null, null, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NIL", "\"x\"", "()", "(())", "((NIL) ())", "{3}\r\n(()"})
    void whatIsNoStructureIsUnknownAndDoesNoHarm(String structure) {
        parts(structure);
    }

    @Test
    void whatIsNestedOrLongWithoutMeasureIsUnknown() {
        assertThat(parts("(".repeat(50_000) + ")".repeat(50_000))).isNull();
        assertThat(parts("(\"a\" \"b\" (" + "\"x\" ".repeat(BodyStructure.MAX_VALUES) + "))"))
                .isNull();
        String part = "(\"a\" \"b\" NIL NIL NIL \"7bit\" 1)";
        assertThat(parts("(" + part.repeat(BodyStructure.MAX_PARTS) + " \"mixed\")"))
                .hasSize(BodyStructure.MAX_PARTS);
        assertThat(parts("(" + part.repeat(BodyStructure.MAX_PARTS + 1) + " \"mixed\")"))
                .isNull();
        int most = BodyStructure.MAX_DEPTH - 1;
        assertThat(parts("(".repeat(most) + part + " \"mixed\")".repeat(most))).hasSize(1);
        assertThat(parts("(".repeat(most + 1) + part + " \"mixed\")".repeat(most + 1)))
                .isNull();
    }
}
