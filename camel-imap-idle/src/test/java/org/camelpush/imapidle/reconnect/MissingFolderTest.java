package org.camelpush.imapidle.reconnect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;

import org.camelpush.imapidle.ImapIdleException;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.ToldExceptions;
import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** The folder is not there, or goes away: that is said, asked again seldom, and over when it is back. */
class MissingFolderTest {

    private static final String ORDERS =
            "&folders=Orders&reconnectDelay=20&maxReconnectDelay=300&exceptionHandler=#alarm";

    private final MailboxScript mailbox = new MailboxScript();
    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final RouteFixture route = new RouteFixture();

    MissingFolderTest() {
        route.registry().bind("alarm", new ToldExceptions(told));
    }

    @AfterEach
    void stop() {
        route.close();
    }

    private void awaitMissing() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told)
                .last()
                .isInstanceOfSatisfying(ImapIdleException.class, MissingFolderTest::assertMissing));
    }

    private static void assertMissing(ImapIdleException error) {
        assertThat(error.getKind()).isEqualTo(Failure.Kind.FOLDER);
        assertThat(error).hasMessageContainingAll("does not open the folder Orders", "next attempt in");
    }

    @Test
    void case29_aFolderThatIsMissingAtTheStartIsAskedForSeldomAndWatchedWhenItIsThere() {
        List<Long> attempts = new CopyOnWriteArrayList<>();
        route.serve(ORDERS, client -> {
            if (attempts.size() == 2) {
                mailbox.createFolder("Orders");
                mailbox.deliver("Orders", mail(1));
            }
            attempts.add(System.nanoTime());
            mailbox.serve(client);
        });
        awaitMissing();
        route.awaitSubjects("mail 1");
        // the longest delay at least, less a jitter of a fifth; then longer
        assertThat(Duration.ofNanos(attempts.get(1) - attempts.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(240));
        assertThat(Duration.ofNanos(attempts.get(2) - attempts.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(480));
        assertThat(told).hasSize(1);
    }

    @Test
    void case29_aFolderThatIsDeletedWhileItIsWatchedIsWatchedAgainWhenItIsBack() {
        mailbox.createFolder("Orders");
        route.serve(ORDERS, mailbox).awaitIdle();
        mailbox.deliver("Orders", mail(1));
        route.awaitSubjects("mail 1");
        mailbox.deleteFolder("Orders");
        awaitMissing();
        assertThat(route.consumer().getStatusMessage()).contains("does not open the folder Orders", "no such folder");
        mailbox.createFolder("Orders");
        mailbox.deliver("Orders", mail(2));
        route.awaitSubjects("mail 1", "mail 2");
    }

    @Test
    void case29_aServerThatOnlyRefusesTheNextSearchIsAskedToOpenTheFolderAgain() {
        route.serve(ORDERS + "&reconcileInterval=100", client -> {
            client.greet();
            client.login();
            if (client.number() == 1) {
                client.select(0, 7, 1);
                client.reply(idleToItsEnd(client), "OK IDLE done");
                client.reply(client.expect("UID SEARCH .*"), "NO [NONEXISTENT] Mailbox was deleted");
            } else {
                client.reply(client.expect("SELECT .*"), "NO [NONEXISTENT] no such folder");
            }
            client.awaitClosedByClient();
        });
        awaitMissing();
    }

    private static ScriptedCommand idleToItsEnd(ScriptedConnection client) throws IOException {
        ScriptedCommand idle = client.awaitIdle();
        client.awaitDone();
        return idle;
    }

    @Test
    @RequiresDovecot
    void case29_aRealServersFolderIsDeletedRenamedAndBack() throws Exception {
        try (DovecotServer dovecot = DovecotServer.start()) {
            dovecot.createFolder("anna", "Orders");
            route.start("imap-idle:127.0.0.1:" + dovecot.port() + "?startTls=false&username=anna&password="
                            + dovecot.password() + ORDERS + "&reconcileInterval=500")
                    .awaitIdle();
            append(dovecot, "mail 1");
            route.awaitSubjects("mail 1");
            dovecot.deleteFolder("anna", "Orders");
            awaitMissing();
            dovecot.createFolder("anna", "Orders");
            append(dovecot, "mail 2");
            route.awaitSubjects("mail 1", "mail 2");
            route.awaitIdle();
            told.clear();
            try (Store store = dovecot.store("anna")) {
                assertThat(store.getFolder("Orders").renameTo(store.getFolder("Old")))
                        .isTrue();
            }
            awaitMissing();
            dovecot.createFolder("anna", "Orders");
            append(dovecot, "mail 3");
            route.awaitSubjects("mail 1", "mail 2", "mail 3");
            route.close();
        }
    }

    private static void append(DovecotServer dovecot, String subject) throws Exception {
        try (Store store = dovecot.store("anna");
                Folder orders = store.getFolder("Orders")) {
            orders.open(Folder.READ_WRITE);
            byte[] content = TestMails.plain(subject, "body");
            orders.appendMessages(new Message[] {new MimeMessage(null, new ByteArrayInputStream(content))});
        }
    }
}
