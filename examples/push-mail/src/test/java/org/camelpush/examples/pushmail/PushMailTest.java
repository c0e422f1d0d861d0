package org.camelpush.examples.pushmail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PushMailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return run(PATIENCE, args);
    }

    private int run(Duration patience, String... args) {
        return new PushMail(stream(out), stream(err), patience).run(args);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @AfterEach
    void tlsIsRequiredAgain() {
        System.clearProperty("imap.startTls");
    }

    @Test
    void tellsTheStoryAndLosesNothing() {
        assertThat(run()).as(() -> printed() + complained()).isEqualTo(PushMail.OK);

        List<String> lines = printed().lines().toList();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("7 mails sent, 7 pushed, 0 lost, 0 repeated");
        assertThat(lines.stream().filter(line -> line.matches("  [0-9:.]{12}  pushed .* ms")))
                .extracting(line -> line.substring(46, 76).strip())
                .containsExactly(
                        "Lunch on Friday?",
                        "The offer, signed",
                        "Scan of 48 pages",
                        "Invoice 2026-118",
                        "Invoice 2026-118",
                        "Are you asleep?",
                        "While you were gone",
                        "See you at one");
        assertThat(printed())
                .containsPattern("3.0 MB of attachment read after [0-9.]+ ms")
                .containsPattern("headline\\s+came\\s+first,\\s+and\\s+3.0\\s+MB\\s+when\\s+asked\\s+for")
                .contains("failed  the database is down")
                .contains("Not watching INBOX of alice")
                .doesNotContain(MailServer.PASSWORD)
                .doesNotContain("Exception");
        assertThat(lines).allMatch(line -> line.length() < 100);
        assertThat(complained()).isEmpty();
    }

    @Test
    void saysWhatCanBeGiven() {
        assertThat(run("--help")).isEqualTo(PushMail.OK);
        assertThat(printed()).startsWith("Usage: push-mail [--imap=URL] [--stay]");
    }

    @Test
    void refusesAnArgumentItDoesNotKnow() {
        assertThat(run("--imaps=imaps://alice:secret@example.com")).isEqualTo(PushMail.MISUSED);
        assertThat(complained())
                .contains("unknown argument --imaps=…")
                .contains("--help")
                .doesNotContain("secret");
        assertThat(printed()).isEmpty();
    }

    @Test
    void neverRepeatsAPasswordOfAUrlItCannotRead() {
        assertThat(run("--imap=imaps://alice:pass word@example.com")).isEqualTo(PushMail.MISUSED);
        assertThat(run("--imap=imaps://alice:pass@word@example.com")).isEqualTo(PushMail.MISUSED);
        assertThat(run("--imap=pop3://alice:password@example.com")).isEqualTo(PushMail.MISUSED);
        assertThat(complained())
                .doesNotContain("pass word")
                .doesNotContain("pass@")
                .doesNotContain("password@e");
    }

    @Test
    void watchesAMailboxAndLeavesItAsItWas() throws Exception {
        System.setProperty("imap.startTls", "false");
        try (MailServer server = new MailServer()) {
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                    () -> run("--imap=imap://" + MailServer.USER + ":%77onderland@127.0.0.1:" + server.imapPort()));
            await().atMost(PATIENCE).until(() -> printed().contains("the server pushes"));
            server.send(new Mails(server.session()).text("bob@example.com", "Are you \u001b[31mthere?", "Yes."));

            assertThat(exit.get()).as(() -> printed() + complained()).isEqualTo(PushMail.OK);
            assertThat(printed())
                    .containsPattern("pushed  bob@example.com +Are you  \\[31mthere\\? .* ms")
                    .doesNotContain(MailServer.PASSWORD);
            assertThat(server.unseen()).isEqualTo(1);
        }
    }

    @Test
    void saysSoWhenNoMailCame() throws Exception {
        System.setProperty("imap.startTls", "false");
        try (MailServer server = new MailServer()) {
            assertThat(run(Duration.ofSeconds(1), url(server, MailServer.PASSWORD)))
                    .as(() -> printed() + complained())
                    .isEqualTo(PushMail.OK);
            assertThat(printed()).contains("No mail came within 1 s");
        }
    }

    @Test
    void saysWhyAMailboxCannotBeWatched() throws Exception {
        try (MailServer server = new MailServer()) {
            assertThat(run(Duration.ofSeconds(1), url(server, MailServer.PASSWORD)))
                    .isEqualTo(PushMail.FAILED);
            assertThat(printed()).contains("does not offer STARTTLS").doesNotContain(MailServer.PASSWORD);
        }
    }

    @Test
    void saysWhenThePasswordIsWrong() throws Exception {
        System.setProperty("imap.startTls", "false");
        try (MailServer server = new MailServer()) {
            assertThat(run(Duration.ofSeconds(1), url(server, "looking-glass"))).isEqualTo(PushMail.FAILED);
            assertThat(printed()).contains("refused the login").doesNotContain("looking-glass");
        }
    }

    private static String url(MailServer server, String password) {
        return "--imap=imap://" + MailServer.USER + ":" + password + "@127.0.0.1:" + server.imapPort();
    }
}
