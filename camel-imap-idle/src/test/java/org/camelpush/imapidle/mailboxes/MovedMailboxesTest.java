package org.camelpush.imapidle.mailboxes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.camelpush.imapidle.MailboxAccount;
import org.camelpush.imapidle.MailboxSource;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Mailboxes that join when others have moved to another address of this host. */
@EnabledOnOs(OS.LINUX)
class MovedMailboxesTest {

    private static final String FIRST = "127.0.0.1";
    private static final String SECOND = "127.0.0.2";
    private static final String NOWHERE = "192.0.2.1";

    private final MailboxesByUser mailboxes = new MailboxesByUser();
    private final RouteFixture route = new RouteFixture();
    private final CountDownLatch secondOpens = new CountDownLatch(1);
    private volatile boolean secondIsSlow;
    private volatile List<MailboxAccount> accounts = List.of();
    private ScriptedImapServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = ScriptedImapServer.of(connection -> {
                    if (secondIsSlow && connection.clientAddress().equals(SECOND)) {
                        secondOpens.await();
                    }
                    mailboxes.serve(connection);
                })
                .start();
        route.registry().bind("accounts", (MailboxSource) () -> accounts);
    }

    @AfterEach
    void stop() throws IOException {
        secondOpens.countDown();
        route.close();
        server.close();
    }

    private void start() {
        route.start("imap-idle:127.0.0.1:" + server.port() + "?mailboxes=#accounts&mailboxesRefresh=100&startTls=false"
                + "&password=" + RouteFixture.PASSWORD + "&reconnectDelay=50");
    }

    private void watch(String... ids) {
        accounts = List.of(ids).stream().map(MailboxAccount::of).toList();
        await().atMost(PATIENCE)
                .until(() -> route.consumer().getMailboxes() == ids.length
                        && route.consumer().getWatchedMailboxes() == ids.length);
    }

    private CompletableFuture<Void> move(String address, MoveMode mode) {
        return route.consumer()
                .move(new Binding(null, address), mode, Duration.ofSeconds(1))
                .toCompletableFuture();
    }

    private List<String> addresses() {
        return IntStream.rangeClosed(1, server.accepted())
                .mapToObj(number -> server.connection(number).clientAddress())
                .toList();
    }

    @Test
    void whoJoinsAfterAMoveIsConnectedFromWhereTheOthersWent() {
        start();
        watch("alice");
        assertThat(move(SECOND, MoveMode.MAKE_BEFORE_BREAK)).succeedsWithin(PATIENCE);
        watch("alice", "bob");
        assertThat(addresses()).containsExactly(FIRST, SECOND, SECOND);
    }

    @Test
    void whoComesBackWithOtherSettingsIsConnectedFromThereToo() {
        start();
        watch("alice");
        assertThat(move(SECOND, MoveMode.MAKE_BEFORE_BREAK)).succeedsWithin(PATIENCE);
        accounts = List.of(MailboxAccount.of("alice").searchTerm("subject", "bill"));
        await().atMost(PATIENCE).until(() -> server.accepted() == 3);
        assertThat(addresses()).containsExactly(FIRST, SECOND, SECOND);
    }

    @Test
    void whoJoinsAfterAMoveThatFailedIsConnectedFromWhereTheOthersStayed() {
        start();
        watch("alice");
        assertThat(move(NOWHERE, MoveMode.MAKE_BEFORE_BREAK)).failsWithin(PATIENCE);
        watch("alice", "bob");
        assertThat(addresses()).containsExactly(FIRST, FIRST);
    }

    @Test
    void whoJoinsWhenAllHaveLeftForANetworkThatIsNotThereFindsNoOtherWayEither() {
        start();
        watch("alice");
        assertThat(move(NOWHERE, MoveMode.BREAK_BEFORE_MAKE)).failsWithin(PATIENCE);
        accounts = List.of(MailboxAccount.of("alice"), MailboxAccount.of("bob"));
        await().atMost(PATIENCE)
                .until(() -> route.consumer().mailboxStatus("bob").contains(NOWHERE));
        assertThat(addresses()).containsExactly(FIRST);
    }

    @Test
    void whoJoinsWhileTheOthersMoveGoesWithThem() {
        start();
        watch("alice");
        secondIsSlow = true;
        CompletableFuture<Void> moved = move(SECOND, MoveMode.MAKE_BEFORE_BREAK);
        await().atMost(PATIENCE).until(() -> addresses().contains(SECOND));
        accounts = List.of(MailboxAccount.of("alice"), MailboxAccount.of("bob"));
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxes() == 2);
        secondOpens.countDown();
        assertThat(moved).succeedsWithin(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> addresses().stream().filter(SECOND::equals).count() == 2);
        mailboxes.mailbox("bob").deliver(TestMails.plain("for bob", "body"));
        route.awaitSubjects("for bob");
    }
}
