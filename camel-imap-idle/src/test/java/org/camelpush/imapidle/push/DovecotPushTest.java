package org.camelpush.imapidle.push;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Store;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.Direction;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** The races of push and the states of a folder, with a real server; each test has a user of its own. */
@RequiresDovecot
class DovecotPushTest {

    private static DovecotServer dovecot;

    private final RouteFixture route = new RouteFixture();
    private FaultProxy proxy;

    @BeforeAll
    static void startDovecot() throws Exception {
        dovecot = DovecotServer.start();
    }

    @AfterAll
    static void stopDovecot() throws Exception {
        dovecot.close();
    }

    @BeforeEach
    void startProxy() throws IOException {
        proxy = FaultProxy.to(dovecot.port());
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        proxy.close();
    }

    private String uri(String user, String options) {
        return "imap-idle:127.0.0.1:" + proxy.port() + "?startTls=false&username=" + user + "&password="
                + dovecot.password() + options;
    }

    private static void deliver(String user, String subject) {
        try {
            dovecot.deliver(user, TestMails.plain(subject, "body of " + subject));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The server numbers mails that it finds in one look as it likes. */
    private void awaitInAnyOrder(String... expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.subjects()).containsExactlyInAnyOrder(expected));
    }

    private static String[] subjects(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "mail " + i).toArray(String[]::new);
    }

    @Test
    void case01_mailThatComesBetweenFetchAndIdleIsFoundEachTime() {
        int mails = 10;
        AtomicInteger number = new AtomicInteger(1);
        // what the route does now, happens while IDLE is on its way to the server
        proxy.delay(Direction.TO_SERVER, Duration.ofMillis(50));
        route.work(exchange -> {
                    if (number.get() < mails) {
                        deliver("anna", "mail " + number.incrementAndGet());
                    }
                })
                .start(uri("anna", "&markSeen=false"))
                .awaitIdle();
        deliver("anna", "mail 1");
        route.awaitSubjects(subjects(mails));
    }

    @Test
    void case01_mailsThatComeWhileIdleIsRenewedAllTheTimeAreAllDelivered() {
        route.start(uri("bert", "&idleRenewal=20&maxInFlight=1")).awaitIdle();
        for (int i = 1; i <= 100; i++) {
            deliver("bert", "mail " + i);
        }
        awaitInAnyOrder(subjects(100));
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void case06_theFolderIsEmptiedByAnotherClientAndOnlyNewMailComes() throws Exception {
        route.start(uri("cora", "&markSeen=false")).awaitIdle();
        IntStream.rangeClosed(1, 5).forEach(i -> deliver("cora", "mail " + i));
        awaitInAnyOrder(subjects(5));
        for (int i = 6; i <= 8; i++) {
            try (Store store = dovecot.store("cora");
                    Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.DELETED), true);
                inbox.expunge();
                deliver("cora", "mail " + i);
            }
            awaitInAnyOrder(subjects(i));
        }
        assertThat(dovecot.flagsOf("cora", "INBOX")).hasSize(1);
    }

    @Test
    void case31_aMailThatFailsComesAgainAndLaterMailsDoNotWait() throws Exception {
        AtomicInteger failures = new AtomicInteger(1);
        route.work(exchange -> {
                    if ("mail 1".equals(exchange.getIn().getHeader("Subject")) && failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .start(uri("dora", "&redeliveryDelay=300"))
                .awaitIdle();
        deliver("dora", "mail 1");
        deliver("dora", "mail 2");
        await().atMost(PATIENCE).until(() -> route.subjects().size() == 3);
        assertThat(route.subjects()).containsOnlyOnce("mail 2").endsWith("mail 1");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dovecot.flagsOf("dora", "INBOX").values())
                        .hasSize(2)
                        .allMatch(flags -> flags.contains("\\Seen")));
    }

    @Test
    void case33_aFolderThatIsOpenedReadOnlyNeedsNothingButThePosition(@TempDir Path folder) throws Exception {
        String uri = uri("emil", "&markSeen=false&cursorRepository=#positions");
        deliver("emil", "mail 1");
        try (RouteFixture first = new RouteFixture().positionsIn(folder)) {
            first.start(uri).awaitSubjects("mail 1");
            await().atMost(PATIENCE).until(() -> first.consumer().getAcknowledged() == 1);
        }
        deliver("emil", "mail 2");
        route.positionsIn(folder).start(uri).awaitIdle();
        deliver("emil", "mail 3");
        awaitInAnyOrder("mail 2", "mail 3");
        // EXAMINE: not even \Recent was taken from whoever reads these mails
        assertThat(dovecot.flagsOf("emil", "INBOX").values()).hasSize(3).allMatch(Set.of("\\Recent")::equals);
    }

    @Test
    void case34_aMailThatItsOwnerReadFirstComesAndOneThatWasMovedAwayIsPassedOver() throws Exception {
        dovecot.createFolder("fred", "Elsewhere");
        route.start(uri("fred", "&startFrom=new")).awaitIdle();
        route.controlRoute(context -> context.getRouteController().stopRoute(RouteFixture.ROUTE));
        IntStream.rangeClosed(1, 3).forEach(i -> deliver("fred", "mail " + i));
        String moved;
        try (Store store = dovecot.store("fred");
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            moved = inbox.getMessage(2).getSubject();
            inbox.getMessage(1).setFlag(Flags.Flag.SEEN, true);
            inbox.copyMessages(inbox.getMessages(2, 2), store.getFolder("Elsewhere"));
            inbox.getMessage(2).setFlag(Flags.Flag.DELETED, true);
            inbox.expunge();
        }
        route.controlRoute(context -> context.getRouteController().startRoute(RouteFixture.ROUTE));
        awaitInAnyOrder(
                Stream.of(subjects(3)).filter(subject -> !subject.equals(moved)).toArray(String[]::new));
        assertThat(route.consumer().getFailed()).isZero();
    }

    @Test
    void everyByteInAPacketOfItsOwnBothWaysMakesNoDifference() throws Exception {
        proxy.splitAtEveryByte(Direction.TO_CLIENT);
        proxy.splitAtEveryByte(Direction.TO_SERVER);
        byte[] attachment = new byte[1_000];
        route.keepExchanges().start(uri("gina", "")).awaitIdle();
        deliver("gina", "mail 1");
        route.awaitSubjects("mail 1");
        for (int i = 2; i <= 5; i++) {
            deliver("gina", "mail " + i);
        }
        dovecot.deliver("gina", TestMails.withAttachment("mail 6", "größer", "a.bin", "application/x-a", attachment));
        awaitInAnyOrder(subjects(6));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dovecot.flagsOf("gina", "INBOX").values())
                        .hasSize(6)
                        .allMatch(flags -> flags.contains("\\Seen")));
        assertThat(route.exchanges().get(0).getIn().getBody(String.class)).isEqualTo("body of mail 1\r\n");
        assertThat(route.consumer().getLosses()).isZero();
    }
}
