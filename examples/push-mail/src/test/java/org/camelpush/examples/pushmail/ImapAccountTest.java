package org.camelpush.examples.pushmail;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImapAccountTest {

    @Test
    void hasThePortsOfTheSchemesAndWatchesTheInbox() {
        assertThat(ImapAccount.parse("imaps://alice:secret@mail.example.com", null))
                .isEqualTo(new ImapAccount(true, "mail.example.com", 993, "alice", "secret", "INBOX"));
        assertThat(ImapAccount.parse("imap://alice:secret@mail.example.com", null))
                .isEqualTo(new ImapAccount(false, "mail.example.com", 143, "alice", "secret", "INBOX"));
    }

    @Test
    void decodesUserPasswordAndFolder() {
        assertThat(ImapAccount.parse("imaps://alice%40example.com:a%2Fb%40c+d%25:e@[::1]:1993/Lists/Big%20ones", null))
                .isEqualTo(new ImapAccount(true, "[::1]", 1993, "alice@example.com", "a/b@c+d%:e", "Lists/Big ones"));
    }

    @Test
    void takesThePasswordFromElsewhereWhereTheUrlHasNone() {
        assertThat(ImapAccount.parse("imaps://alice@mail.example.com", "secret").password())
                .isEqualTo("secret");
        assertThatThrownBy(() -> ImapAccount.parse("imaps://alice@mail.example.com", null))
                .hasMessageContaining("IMAP_PASSWORD");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> ImapAccount.parse("mail.example.com", null)).hasMessageContaining("imaps://");
        assertThatThrownBy(() -> ImapAccount.parse("imaps://mail.example.com", null))
                .hasMessageContaining("a user and a host");
    }

    @Test
    void doesNotShowThePassword() {
        assertThat(ImapAccount.parse("imaps://alice:secret@mail.example.com", null))
                .hasToString("INBOX of alice at mail.example.com:993");
    }
}
