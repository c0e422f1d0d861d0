package org.camelpush.imapidle.push;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.Exchange;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many mails at once: they are fetched as the route takes them, not as they come. */
class FloodTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Fetched ahead of a route that takes one at a time, that one included. */
    private static final long WINDOW = 128;

    private final RouteFixture route = new RouteFixture();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicLong mostHeld = new AtomicLong();

    @AfterEach
    void stop() {
        goOn.countDown();
        route.close();
    }

    private void start(String uri) {
        route.work(this::hold).start(uri).awaitIdle();
    }

    private void hold(Exchange exchange) throws InterruptedException {
        goOn.await();
        mostHeld.accumulateAndGet(held(), Math::max);
    }

    private long held() {
        Number waiting = (Number) route.details().get("waiting");
        return waiting.longValue() + route.consumer().getInFlight();
    }

    /** The route stands still: the window is full, nothing more is fetched, and the server may push meanwhile. */
    private void awaitFullWindowAndIdle() {
        await().atMost(PATIENCE).until(() -> held() > WINDOW / 2);
        route.awaitIdle();
        assertThat(held()).isLessThanOrEqualTo(WINDOW);
        assertThat(route.subjects()).hasSize(1);
        assertThat(route.consumer().getInFlight()).isEqualTo(1);
    }

    private void awaitAll(int count) {
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() >= count);
        assertThat(route.subjects()).hasSize(count).doesNotHaveDuplicates();
        assertThat(mostHeld.get()).isBetween(2L, WINDOW);
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void case36_tenThousandMailsAreFetchedInBoundedBatchesAndIdleStaysResponsive() throws Exception {
        int mails = 10_000;
        MailboxScript mailbox = new MailboxScript();
        try (ScriptedImapServer server =
                ScriptedImapServer.of(mailbox).withoutTranscript().start()) {
            start(RouteFixture.uri(server.port(), "&idleRenewal=500&livenessTimeout=5000"));
            for (int i = 1; i <= mails; i++) {
                mailbox.deliver(TestMails.plain("mail " + i, "body"));
            }
            awaitFullWindowAndIdle();
            goOn.countDown();
            awaitAll(mails);
            route.awaitIdle();
            await().atMost(PATIENCE).until(() -> mailbox.flags(mails).contains("\\Seen"));
            mailbox.deliver(TestMails.plain("one more", "body"));
            await().atMost(PATIENCE).until(() -> route.subjects().contains("one more"));
            assertThat(mailbox.uids()).allMatch(uid -> uid > mails || isSeen(mailbox, uid));
            route.close();
        }
    }

    private static boolean isSeen(MailboxScript mailbox, long uid) {
        return mailbox.flags(uid).equals(Set.of("\\Seen"));
    }

    @Test
    @RequiresDovecot
    void case36_twoThousandMailsOfARealServer() throws Exception {
        int mails = 2_000;
        try (DovecotServer dovecot = DovecotServer.start()) {
            start("imap-idle:127.0.0.1:" + dovecot.port() + "?startTls=false&username=anna&password="
                    + dovecot.password());
            for (int i = 1; i <= mails; i++) {
                dovecot.deliver("anna", TestMails.plain("mail " + i, "body"));
            }
            awaitFullWindowAndIdle();
            goOn.countDown();
            awaitAll(mails);
            route.awaitIdle();
            dovecot.deliver("anna", TestMails.plain("one more", "body"));
            await().atMost(PATIENCE).until(() -> route.subjects().contains("one more"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            dovecot.flagsOf("anna", "INBOX").values())
                    .hasSize(mails + 1)
                    .allMatch(flags -> flags.contains("\\Seen")));
            route.close();
        }
    }
}
