package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandTest {

    @Test
    void quotesUserAndPassword() {
        assertThat(Command.login("us er", "p\"a\\ss").text()).isEqualTo("LOGIN \"us er\" \"p\\\"a\\\\ss\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nA2 DELETE INBOX", "a\nb", "a\rb", "a\0b", "p\u00e4ss", "a\u007fb"})
    void refusesWhatAQuotedStringCannotHold(String text) {
        assertThatThrownBy(() -> Command.login(text, "p"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user name");
        assertThatThrownBy(() -> Command.login("u", text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("password")
                .doesNotContain(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nA2 DELETE INBOX", "a\nb", "a\0b"})
    void aFoldersNameCannotBeginACommandOfItsOwn(String name) {
        Command command = Command.select(name);
        assertThat(command.text()).matches("SELECT \"[ -~]*\"");
        assertThat(Command.uidCopy(UidSet.of(1), name).text()).matches("UID COPY 1 \"[ -~]*\"");
    }

    @Test
    void writesFoldersInModifiedUtf7() {
        assertThat(Command.select("Entw\u00fcrfe").text()).isEqualTo("SELECT \"Entw&APw-rfe\"");
        assertThat(Command.examine("a&b \"c\"").text()).isEqualTo("EXAMINE \"a&-b \\\"c\\\"\"");
        assertThat(Command.uidMove(UidSet.of(1, 2), "\u53f0\u5317").text()).isEqualTo("UID MOVE 1:2 \"&U,BTFw-\"");
    }

    @Test
    void writesSaslPlainInUtf8() {
        String message = Base64.getEncoder().encodeToString("\0us\u00e9r\0p\u00e4ss".getBytes(StandardCharsets.UTF_8));
        assertThat(Command.plainResponse("us\u00e9r", "p\u00e4ss").text()).isEqualTo(message);
        assertThat(Command.authenticatePlain("us\u00e9r", "p\u00e4ss").text())
                .isEqualTo("AUTHENTICATE PLAIN " + message);
    }

    @Test
    void neverShowsASecret() {
        assertThat(Command.login("user", "word")).hasToString("LOGIN ***");
        assertThat(Command.authenticatePlain("user", "word")).hasToString("AUTHENTICATE ***");
        assertThat(Command.plainResponse("user", "word")).hasToString(" ***");
        assertThat(Command.login("user", "word").secret()).isTrue();
        assertThat(Command.plainResponse("user", "word").secret()).isTrue();
        assertThat(Command.authenticatePlain("user", "word").secret()).isTrue();
    }

    @Test
    void showsWhatIsNoSecret() {
        assertThat(Command.uidSearch("UID 5:*")).hasToString("UID SEARCH UID 5:*");
        assertThat(Command.IDLE.secret()).isFalse();
    }

    @Test
    void worksWithUniqueIdentifiersOnly() {
        UidSet uids = UidSet.of(4, 5, 9);
        assertThat(Command.uidFetch("4:5").text())
                .isEqualTo("UID FETCH 4:5 (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])");
        assertThat(Command.uidAddFlag(uids, "\\Seen").text()).isEqualTo("UID STORE 4:5,9 +FLAGS.SILENT (\\Seen)");
        assertThat(Command.uidExpunge(uids).text()).isEqualTo("UID EXPUNGE 4:5,9");
    }
}
