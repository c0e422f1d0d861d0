package org.camelpush.imapidle.protocol;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandTest {

    private static final Capabilities REV1 = Capabilities.of("IMAP4rev1");
    private static final Capabilities REV2 = Capabilities.of("IMAP4rev2").usable(Set.of());

    private static List<String> login(String user, String password, boolean atOnce) {
        return Command.login(user, password, atOnce).stream().map(Command::text).toList();
    }

    @Test
    void quotesUserAndPassword() {
        assertThat(login("us er", "p\"a\\ss", false)).containsExactly("LOGIN \"us er\" \"p\\\"a\\\\ss\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nA2 DELETE INBOX", "a\nb", "a\rb", "abc\u007f"})
    void writesWhatAQuotedStringCannotHoldAsLiteral(String text) {
        assertThat(login(text, "p", false)).containsExactly("LOGIN {" + text.length() + "}", text + " \"p\"");
        assertThat(login("u", text, true)).containsExactly("LOGIN \"u\" {" + text.length() + "+}", text);
    }

    @Test
    void countsTheOctetsOfALiteral() {
        assertThat(login("\u00fc", "\u20ac", true))
                .containsExactly("LOGIN {2+}", "\u00c3\u00bc {3+}", "\u00e2\u0082\u00ac");
    }

    @Test
    void refusesWhatImapCannotSend() {
        for (String text : List.of("a\0b", "\u00e4".repeat(2_049))) {
            assertThatThrownBy(() -> Command.login(text, "p", false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("user name");
            assertThatThrownBy(() -> Command.login("u", text, true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .contains("password")
                    .doesNotContain(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nA2 DELETE INBOX", "a\nb", "a\0b"})
    void aFoldersNameCannotBeginACommandOfItsOwn(String name) {
        Command command = Command.select(name, REV1);
        assertThat(command.text()).matches("SELECT \"[ -~]*\"");
        assertThat(Command.uidCopy(UidSet.of(1), name, REV1).text()).matches("UID COPY 1 \"[ -~]*\"");
    }

    @Test
    void writesFoldersInModifiedUtf7() {
        assertThat(Command.select("Entw\u00fcrfe", REV1).text()).isEqualTo("SELECT \"Entw&APw-rfe\"");
        assertThat(Command.examine("a&b \"c\"", REV1).text()).isEqualTo("EXAMINE \"a&-b \\\"c\\\"\"");
        assertThat(Command.uidMove(UidSet.of(1, 2), "\u53f0\u5317", REV1).text())
                .isEqualTo("UID MOVE 1:2 \"&U,BTFw-\"");
    }

    /** RFC 9051 §5.1; the text is one octet a character. */
    @Test
    void writesFoldersInUtf8UnderRev2() {
        assertThat(Command.select("Entw\u00fcrfe \"neu\"", REV2).text())
                .isEqualTo("SELECT \"Entw\u00c3\u00bcrfe \\\"neu\\\"\"");
        assertThat(Command.uidMove(UidSet.of(1), "a&b", REV2).text()).isEqualTo("UID MOVE 1 \"a&b\"");
        assertThat(Command.select("a\r\nA2 DELETE INBOX", REV2).text()).matches("SELECT \"[ -~]*\"");
    }

    @Test
    void asksForASetWhereTheServerCan() {
        assertThat(Command.uidSearch("UNSEEN", REV2).text()).isEqualTo("UID SEARCH RETURN (ALL) UNSEEN");
        assertThat(Command.uidSearch("UNSEEN", Capabilities.of("ESEARCH")).text())
                .isEqualTo("UID SEARCH RETURN (ALL) UNSEEN");
    }

    @Test
    void tellsOfUsTheNameAndNoMore() {
        assertThat(Command.id().text()).isEqualTo("ID (\"name\" \"camel-imap-idle\")");
    }

    @Test
    void neverShowsASecret() {
        assertThat(Command.login("\u00fcser", "word", true)).allMatch(Command::secret);
        assertThat(Command.login("\u00fcser", "word", true))
                .map(Command::toString)
                .containsExactly("LOGIN ***", "***");
        assertThat(Command.authenticate("PLAIN", "word")).hasToString("AUTHENTICATE ***");
        assertThat(Command.authenticate("PLAIN", "word").secret()).isTrue();
        assertThat(Command.saslResponse("word")).hasToString("***");
        assertThat(Command.saslResponse("word").secret()).isTrue();
    }

    @Test
    void showsWhatIsNoSecret() {
        assertThat(Command.uidSearch("UID 5:*", REV1)).hasToString("UID SEARCH UID 5:*");
        assertThat(Command.IDLE.secret()).isFalse();
    }

    @Test
    void worksWithUniqueIdentifiersOnly() {
        UidSet uids = UidSet.of(4, 5, 9);
        assertThat(Command.uidFetch("4:5", Download.FULL).text())
                .isEqualTo("UID FETCH 4:5 (UID FLAGS INTERNALDATE BODY.PEEK[])");
        assertThat(Command.uidFetch("4", Download.HEADERS).text())
                .isEqualTo("UID FETCH 4 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER])");
        assertThat(Command.uidFetch("4", Download.NONE).text())
                .isEqualTo("UID FETCH 4 (UID FLAGS INTERNALDATE RFC822.SIZE)");
        assertThat(Command.uidAddFlag(uids, "\\Seen").text()).isEqualTo("UID STORE 4:5,9 +FLAGS.SILENT (\\Seen)");
        assertThat(Command.uidExpunge(uids).text()).isEqualTo("UID EXPUNGE 4:5,9");
    }
}
