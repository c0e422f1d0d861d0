package org.camelpush.imapidle.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MailboxScriptTest {

    private final MailboxScript mailbox = new MailboxScript();
    private ScriptedImapServer server;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedImapServer.start(mailbox);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private LineClient inInbox() throws Exception {
        return LineClient.inInbox(server.port());
    }

    private static byte[] mail(int number) {
        return TestMails.plain("mail " + number, "body");
    }

    @Test
    void announcesToAnIdlingClientAndNotesWhen() throws Exception {
        try (LineClient client = inInbox()) {
            client.idle();
            await().until(() -> mailbox.idling() == 1);
            long before = System.nanoTime();
            long uid = mailbox.deliver(mail(1));
            assertThat(client.readLine()).isEqualTo("* 1 EXISTS");
            assertThat(mailbox.delivery(uid).orElseThrow().nanoTime()).isBetween(before, System.nanoTime());
            assertThat(mailbox.connections()).hasSize(1);
        }
        await().until(() -> mailbox.connections().isEmpty());
    }

    @Test
    void manyMailsThatWereThereBeforeAreSeen() throws Exception {
        mailbox.fill(1_000, mail(1));
        long uid = mailbox.deliver(mail(2));
        assertThat(uid).isEqualTo(1_001);
        try (LineClient client = inInbox()) {
            assertThat(client.command("a1 UID SEARCH UNSEEN")).containsExactly("* SEARCH 1001", "a1 OK SEARCH done");
        }
    }

    @Test
    void tellsWithTheAnswerToTheNextCommandWhatCameBetween() throws Exception {
        try (LineClient client = inInbox()) {
            mailbox.deliver(mail(1));
            assertThat(mailbox.delivery(1)).isEmpty();
            assertThat(client.command("a1 NOOP")).containsExactly("* 1 EXISTS", "a1 OK NOOP done");
            client.idle();
            client.send("DONE");
            assertThat(client.readLine()).isEqualTo("idle OK IDLE done");
        }
    }

    @Test
    void tellsOfAnArrivalAndAnExpungeInOneWindow() throws Exception {
        mailbox.deliver(mail(1));
        try (LineClient client = inInbox()) {
            mailbox.expunge(1);
            mailbox.deliver(mail(2));
            assertThat(client.command("a1 NOOP")).containsExactly("* 1 EXPUNGE", "* 1 EXISTS", "a1 OK NOOP done");
        }
    }

    @Test
    void holdsExpungesBackWhileNumbersCount() throws Exception {
        mailbox.deliver(mail(1));
        mailbox.deliver(mail(2));
        try (LineClient client = inInbox()) {
            mailbox.expunge(1);
            assertThat(client.command("a1 FETCH 2 (UID)")).containsExactly("* 2 FETCH (UID 2)", "a1 OK FETCH done");
            assertThat(client.command("a2 UID FETCH 2 (UID)"))
                    .containsExactly("* 2 FETCH (UID 2)", "* 1 EXPUNGE", "a2 OK FETCH done");
            assertThat(client.command("a3 UID FETCH 1:* (FLAGS)")).contains("* 1 FETCH (UID 2 FLAGS ())");
        }
    }

    @Test
    void takesDoneFetchAndIdleInOneWrite() throws Exception {
        try (LineClient client = inInbox()) {
            client.idle();
            long uid = mailbox.deliver(mail(1));
            client.readTo("*");
            client.send("DONE", "a1 UID FETCH " + uid + " (FLAGS BODY.PEEK[])", "a2 IDLE");
            assertThat(client.readTo("+")).contains("idle OK IDLE done", "a1 OK FETCH done", "+ idling");
            mailbox.deliver(mail(2));
            assertThat(client.readLine()).isEqualTo("* 2 EXISTS");
        }
    }

    @Test
    void findsByUidRangeAndFlag() throws Exception {
        IntStream.rangeClosed(1, 4).forEach(i -> mailbox.deliver(mail(i)));
        mailbox.flag(3, "\\Seen");
        try (LineClient client = inInbox()) {
            assertThat(client.command("a1 UID SEARCH UNSEEN")).contains("* SEARCH 1 2 4");
            assertThat(client.command("a2 UID SEARCH UID 3:*")).contains("* SEARCH 3 4");
            assertThat(client.command("a3 UID SEARCH UID 9:*")).contains("* SEARCH 4");
            assertThat(client.command("a4 UID SEARCH UID 2:3 UNSEEN")).contains("* SEARCH 2");
            assertThat(client.command("a5 UID SEARCH OR SUBJECT \"mail 2\" NOT UNSEEN"))
                    .contains("* SEARCH 2 3");
            assertThat(client.command("a6 UID SEARCH HEADER Subject \"mail 4\""))
                    .contains("* SEARCH 4");
            assertThat(client.command("a7 UID SEARCH NONSENSE x")).containsExactly("a7 BAD cannot SEARCH NONSENSE");
        }
    }

    @Test
    void storesMovesAndExpungesByUid() throws Exception {
        mailbox.createFolder("Archive");
        IntStream.rangeClosed(1, 3).forEach(i -> mailbox.deliver(mail(i)));
        try (LineClient client = inInbox()) {
            assertThat(client.command("a1 UID STORE 1 +FLAGS.SILENT (\\Seen \\Deleted)"))
                    .containsExactly("a1 OK STORE done");
            assertThat(client.command("a2 UID STORE 3 +FLAGS (\\Deleted)"))
                    .contains("* 3 FETCH (UID 3 FLAGS (\\Deleted))");
            assertThat(mailbox.flags(1)).containsExactlyInAnyOrder("\\Seen", "\\Deleted");
            assertThat(client.command("a3 UID EXPUNGE 1")).containsExactly("* 1 EXPUNGE", "a3 OK EXPUNGE done");
            assertThat(client.command("a4 UID COPY 2 Archive")).containsExactly("a4 OK [COPYUID 1 2 1] COPY done");
            assertThat(client.command("a5 UID MOVE 2 Archive"))
                    .containsExactly("* OK [COPYUID 1 2 2] moved", "* 1 EXPUNGE", "a5 OK MOVE done");
            assertThat(client.command("a6 UID MOVE 3 Nowhere")).containsExactly("a6 NO [TRYCREATE] no such folder");
            assertThat(mailbox.uids()).containsExactly(3L);
            assertThat(mailbox.uids("Archive")).containsExactly(1L, 2L);
            assertThat(client.command("a7 EXPUNGE")).containsExactly("* 1 EXPUNGE", "a7 OK EXPUNGE done");
        }
    }

    @Test
    void tellsIdlersWhatOthersDo() throws Exception {
        mailbox.deliver(mail(1));
        try (LineClient idler = inInbox();
                LineClient other = inInbox()) {
            idler.idle();
            other.command("a1 UID STORE 1 +FLAGS (\\Flagged)");
            assertThat(idler.readLine()).isEqualTo("* 1 FETCH (UID 1 FLAGS (\\Flagged))");
            other.command("a2 UID STORE 1 +FLAGS.SILENT (\\Deleted)");
            assertThat(idler.readLine()).isEqualTo("* 1 FETCH (UID 1 FLAGS (\\Deleted \\Flagged))");
            other.command("a3 EXPUNGE");
            assertThat(idler.readLine()).isEqualTo("* 1 EXPUNGE");
        }
    }

    @Test
    void canKeepSilentInIdle() throws Exception {
        mailbox.silentWhileIdle(true);
        try (LineClient client = inInbox()) {
            client.idle();
            mailbox.deliver(mail(1));
            client.send("DONE");
            assertThat(client.readLine()).isEqualTo("idle OK IDLE done");
            assertThat(client.command("a1 NOOP")).contains("* 1 EXISTS");
        }
    }

    @Test
    void refusesTheWrongPassword() throws Exception {
        mailbox.credentials("me", "secret");
        try (LineClient client = LineClient.to(server.port())) {
            client.readLine();
            assertThat(client.command("a1 LOGIN me wrong"))
                    .first()
                    .asString()
                    .startsWith("a1 NO [AUTHENTICATIONFAILED]");
            assertThat(client.command("a2 SELECT INBOX")).containsExactly("a2 BAD log in first");
            assertThat(client.command("a3 LOGIN me secret")).first().asString().startsWith("a3 OK");
        }
    }

    @Test
    void changesUidValidity() throws Exception {
        IntStream.rangeClosed(1, 3).forEach(i -> mailbox.deliver(mail(i)));
        mailbox.expunge(1);
        try (LineClient client = inInbox()) {
            mailbox.renumber(99);
            assertThat(client.readLine()).isNull();
        }
        try (LineClient client = LineClient.to(server.port())) {
            client.readLine();
            client.command("a1 LOGIN me x");
            assertThat(client.command("a2 SELECT INBOX"))
                    .contains("* 2 EXISTS", "* OK [UIDVALIDITY 99] UIDs valid", "* OK [UIDNEXT 3] predicted next UID");
        }
        assertThat(mailbox.uids()).containsExactly(1L, 2L);
    }

    @Test
    void losesNothingWhenManyDeliverAndExpungeAtOnce() throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(4);
        try (LineClient idler = inInbox();
                LineClient one = inInbox();
                LineClient other = inInbox()) {
            idler.idle();
            List<CompletableFuture<Void>> all = IntStream.range(0, 4)
                    .mapToObj(hand -> CompletableFuture.runAsync(
                            () -> IntStream.range(0, 250).forEach(i -> mailbox.deliver(mail(i))), hands))
                    .toList();
            for (int i = 0; i < 50; i++) {
                for (LineClient client : List.of(one, other)) {
                    client.command("f" + i + " UID STORE 1:* +FLAGS.SILENT (\\Seen)");
                }
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
            assertThat(mailbox.uids()).hasSize(1_000);
            String line = "";
            while (!line.equals("* 1000 EXISTS")) {
                line = idler.readLine();
            }
            assertThat(mailbox.deliveries()).hasSize(1_000);
        } finally {
            hands.shutdownNow();
        }
    }

    @Test
    void servesEachUserTheirOwn() throws Exception {
        MailboxesByUser mailboxes = new MailboxesByUser();
        try (ScriptedImapServer many = ScriptedImapServer.start(mailboxes);
                LineClient anna = LineClient.to(many.port())) {
            anna.readLine();
            anna.command("a1 LOGIN anna x");
            anna.command("a2 SELECT INBOX");
            anna.idle();
            mailboxes.mailbox("bert").deliver(mail(1));
            mailboxes.mailbox("anna").deliver(mail(2));
            mailboxes.mailbox("anna").deliver(mail(3));
            assertThat(anna.readLine()).isEqualTo("* 1 EXISTS");
            assertThat(anna.readLine()).isEqualTo("* 2 EXISTS");
            assertThat(mailboxes.idling()).isEqualTo(1);
            assertThat(mailboxes.mailbox("bert").flags(1)).isEqualTo(Set.of());
        }
    }
}
