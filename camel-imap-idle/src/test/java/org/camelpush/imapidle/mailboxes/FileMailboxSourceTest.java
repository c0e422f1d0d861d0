package org.camelpush.imapidle.mailboxes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.imapidle.FileMailboxSource;
import org.camelpush.imapidle.MailboxAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileMailboxSourceTest {

    private static final MailboxAccount ALICE = MailboxAccount.of("alice@example.com")
            .host("imap.example.com")
            .port(1993)
            .username("alice")
            .password("s3cret")
            .folder("Orders");

    @TempDir
    private Path folder;

    private int writes;

    /** Writes a file that has rested for a while, each at another time. */
    private FileMailboxSource file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(1_000 - 10 * ++writes)));
        return new FileMailboxSource(file.toString());
    }

    @Test
    void readsProperties() throws Exception {
        FileMailboxSource source = file("accounts.properties", """
                alice@example.com.host=imap.example.com
                alice@example.com.port=1993
                alice@example.com.username=alice
                alice@example.com.password=s3cret
                alice@example.com.folder=Orders
                bob.password=other
                """);
        assertThat(source.mailboxes())
                .containsExactlyInAnyOrder(ALICE, MailboxAccount.of("bob").password("other"));
    }

    @Test
    void readsYaml() throws Exception {
        FileMailboxSource source = file("accounts.yaml", """
                alice@example.com:
                  host: imap.example.com
                  port: 1993
                  username: alice
                  password: s3cret
                  folder: Orders
                bob:
                """);
        assertThat(source.mailboxes()).containsExactly(ALICE, MailboxAccount.of("bob"));
    }

    @Test
    void readsTheSearchTermOfEachFromPropertiesAndYaml() throws Exception {
        MailboxAccount alice = ALICE.searchTerm("subject", "bill 42")
                .searchTerm("unseen", "false")
                .password(null);
        FileMailboxSource properties = file("accounts.properties", """
                alice@example.com.host=imap.example.com
                alice@example.com.port=1993
                alice@example.com.username=alice
                alice@example.com.folder=Orders
                alice@example.com.searchTerm.subject=bill 42
                alice@example.com.searchTerm.unseen=false
                bob.searchTerm.from=boss
                """);
        assertThat(properties.mailboxes())
                .containsExactlyInAnyOrder(alice, MailboxAccount.of("bob").searchTerm("from", "boss"));
        FileMailboxSource yaml = file("accounts.yaml", """
                alice@example.com:
                  host: imap.example.com
                  port: 1993
                  username: alice
                  folder: Orders
                  searchTerm.subject: bill 42
                  searchTerm.unseen: false
                """);
        assertThat(yaml.mailboxes()).containsExactly(alice);
    }

    @Test
    void followsTheFileAndReadsItOnlyWhenItHasChanged() throws Exception {
        FileMailboxSource source = file("a.properties", "alice.password=1");
        Object before = source.mailboxes();
        assertThat(source.mailboxes()).isSameAs(before);
        file("a.properties", "alice.password=1\nbob.password=2");
        assertThat(source.mailboxes()).hasSize(2);
    }

    @Test
    void aFileThatIsJustBeingWrittenIsLeftForTheNextTime() throws Exception {
        FileMailboxSource source = file("a.properties", "alice.password=1\nbob.password=2");
        assertThat(source.mailboxes()).hasSize(2);
        Path file = Path.of(source.getFile());
        Files.writeString(file, "alice.pass");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        assertThat(source.mailboxes()).hasSize(2);
    }

    @Test
    void aFileThatCannotBeReadIsAnErrorThatSaysWhyAndRepeatsNoSecret() throws Exception {
        assertThatThrownBy(() -> file("a.yaml", "alice:\n  password: [s3cret").mailboxes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no valid YAML")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> file("b.yaml", "- alice").mailboxes()).hasMessageContaining("a map of ids");
        assertThatThrownBy(() -> file("c.yaml", "alice: s3cret").mailboxes())
                .hasMessageContaining("entry alice must be a map")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> file("d.yaml", "alice:\n  password:").mailboxes())
                .hasMessageContaining("entry alice has no value for password");
        assertThatThrownBy(() -> file("a.properties", "alice.passwort=s3cret").mailboxes())
                .hasMessageContaining("entry alice has a field \"passwort\"")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> file("b.properties", "alice.port=s3cret").mailboxes())
                .hasMessageContaining("the port of entry alice is no number");
        assertThatThrownBy(() -> file("c.properties", "alice=s3cret").mailboxes())
                .hasMessageContaining("\"alice\" is no <id>.<field>");
        assertThatThrownBy(() -> new FileMailboxSource(folder.resolve("none").toString()).mailboxes())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new FileMailboxSource().mailboxes()).hasMessageContaining("file");
    }

    @Test
    void takesPlaceholdersFromCamel() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("alice.secret", "s3cret");
            FileMailboxSource source = file("a.properties", "alice.password={{alice.secret}}");
            source.setCamelContext(context);
            assertThat(source.mailboxes())
                    .containsExactly(MailboxAccount.of("alice").password("s3cret"));
        }
    }

    @Test
    void anAccountDoesNotShowItsPassword() {
        assertThat(ALICE.toString()).contains("alice@example.com").doesNotContain("s3cret");
    }
}
