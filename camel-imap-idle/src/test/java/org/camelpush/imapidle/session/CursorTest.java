package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CursorTest {

    @ParameterizedTest
    @ValueSource(strings = {"7 0 -", "7 9 -", "4294967295 4294967295 1,3:4294967295", "7 9 2"})
    void isReadAsItIsWritten(String text) {
        assertThat(Cursor.parse(text)).hasToString(text);
    }

    @Test
    void holdsWhatIsPending() {
        assertThat(Cursor.parse("7 9 2,4:5")).isEqualTo(new Cursor(7, 9, UidSet.of(2, 4, 5)));
        assertThat(Cursor.parse("7 9 -")).isEqualTo(new Cursor(7, 9, new UidSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7 9", "7 9 - -", "x 9 -", "7 x -", "7 9 x", "7 9 0", "7  9 -", "7 9 2,,3"})
    void saysWhatIsNoCursor(String text) {
        assertThatThrownBy(() -> Cursor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("expected");
    }
}
