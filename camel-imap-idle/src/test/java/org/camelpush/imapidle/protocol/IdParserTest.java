package org.camelpush.imapidle.protocol;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 2971. */
class IdParserTest {

    private static String software(String list) {
        return ((Response.Id) ResponseParser.parse(new Frame("* ID " + list, List.of()))).software();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "(\"name\" \"Cyrus\" \"version\" \"1.5\" \"os\" \"sunos\") | Cyrus 1.5",
                "(\"version\" \"1.5\" \"NAME\" \"Cyrus\") | Cyrus 1.5",
                "(\"name\" \"a \\\"b\\\"\" \"version\" NIL) | a \"b\"",
                "(\"vendor\" \"x\") | ''",
                "NIL | ''",
                "() | ''",
                "(\"name\" | ''",
                "(\"name\" \"x\" | ''",
                "'' | ''",
            })
    void readsNameAndVersion(String list, String expected) {
        assertThat(software(list)).isEqualTo(expected);
    }

    @Test
    void whatPeopleReadIsShortAndPrintable() {
        assertThat(software("(\"name\" {3}\r\na\tb)")).isEqualTo("a?b");
        assertThat(software("(\"name\" \"" + "x".repeat(1_000) + "\")")).hasSize(200);
        assertThat(software("(" + "\"a\" \"b\" ".repeat(30) + "\"name\" \"x\")"))
                .isEmpty();
    }
}
