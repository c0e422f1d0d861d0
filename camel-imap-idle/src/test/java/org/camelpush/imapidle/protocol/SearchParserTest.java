package org.camelpush.imapidle.protocol;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Answers to a search as a set, RFC 4731. */
class SearchParserTest {

    private static Response parse(String text) {
        return ResponseParser.parse(new Frame("* " + text, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ESEARCH (TAG \"A3\") UID ALL 2,10:15 | 2,10:15",
                "esearch (tag A3) uid all 2 | 2",
                "ESEARCH UID ALL 15:10,3 | 3,10:15",
                "ESEARCH (TAG \"A3\") UID COUNT 3 ALL 1:3 MODSEQ 9 | 1:3",
                "ESEARCH (TAG \"A3\") UID | ''",
                "ESEARCH (TAG \"A3\") UID COUNT 0 | ''",
                "ESEARCH (TAG \"A3\") UID ALL | ''",
                "ESEARCH (TAG \"A3\") UID ALL 1:16777216 | 1:16777216",
            })
    void readsSetsOfUniqueIdentifiers(String text, String expected) {
        assertThat(((Response.Search) parse(text)).found()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ESEARCH", "ESEARCH (TAG \"A3\")", "ESEARCH (TAG \"A3\") ALL 1:3", "ESEARCH (TAG \"A3\" UID"})
    void numbersOfMessagesAreNoUniqueIdentifiers(String text) {
        assertThat(parse(text)).isEqualTo(new Response.Other("ESEARCH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "1:*", "0", "1,,2", "1:", ":1", "a", "4294967296", "-1", "(1:3)"})
    void refusesWhatIsNoSet(String set) {
        assertThatThrownBy(() -> parse("ESEARCH (TAG \"A3\") UID ALL " + set))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void doesNotBelieveInMoreMailsThanThereCanBe() {
        assertThatThrownBy(() -> parse("ESEARCH (TAG \"A3\") UID ALL 1:4294967295"))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("4294967295 mails")
                .hasMessageContaining("disabledExtensions=ESEARCH");
    }
}
