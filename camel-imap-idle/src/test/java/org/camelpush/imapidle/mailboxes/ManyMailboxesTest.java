package org.camelpush.imapidle.mailboxes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.util.json.JsonObject;
import org.camelpush.imapidle.FileMailboxSource;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.MailboxAccount;
import org.camelpush.imapidle.MailboxSource;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.ROUTE;

/** Many mailboxes on one endpoint, at a scripted server with a mailbox for each user. */
class ManyMailboxesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OPTIONS = "?mailboxes=#accounts&mailboxesRefresh=100&startTls=false&password="
            + RouteFixture.PASSWORD + "&reconnectDelay=200&maxReconnectDelay=400";

    private final MailboxesByUser mailboxes = new MailboxesByUser().refuse("wr0ng");
    private final RouteFixture route = new RouteFixture().keepExchanges();
    private final AtomicReference<MailboxSource> accounts = new AtomicReference<>(List::of);
    private volatile boolean down;
    private int writes;

    @TempDir
    private Path folder;

    private ScriptedImapServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = ScriptedImapServer.of(connection -> {
                    if (!down) {
                        mailboxes.serve(connection);
                    }
                })
                .withoutTranscript()
                .start();
        route.registry().bind("accounts", (MailboxSource) () -> accounts.get().mailboxes());
    }

    /** Whatever happened, every turn is given back when the routes have stopped. */
    @AfterEach
    void stop() throws Exception {
        route.context().getRouteController().stopAllRoutes();
        assertThat(route.noTurnIsOut()).isTrue();
        route.close();
        server.close();
    }

    private String uri(String options) {
        return "imap-idle:127.0.0.1:" + server.port() + OPTIONS + options;
    }

    private void accounts(MailboxAccount... now) {
        accounts.set(() -> List.of(now));
    }

    private void accounts(int count) {
        List<MailboxAccount> all = IntStream.range(0, count)
                .mapToObj(number -> MailboxAccount.of("user" + number))
                .toList();
        accounts.set(() -> all);
    }

    private void awaitWatched(long count) {
        await().atMost(PATIENCE)
                .until(() -> route.consumer().getWatchedMailboxes() == count
                        && route.consumer().getMailboxes() == count
                        && mailboxes.idling() == count);
    }

    private void deliver(String user, String subject) {
        mailboxes.mailbox(user).deliver(TestMails.plain(subject, "body"));
    }

    private List<String> received() {
        return route.exchanges().stream()
                .map(exchange -> exchange.getIn().getHeader(ImapIdleConstants.ACCOUNT) + ": "
                        + exchange.getIn().getHeader("Subject"))
                .toList();
    }

    private void awaitReceived(String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received()).containsExactlyInAnyOrder(expected));
    }

    @Test
    void mailboxesJoinAndLeaveWhileTheRouteRuns() {
        accounts(MailboxAccount.of("alice"));
        route.start(uri(""));
        awaitWatched(1);
        accounts(MailboxAccount.of("alice"), MailboxAccount.of("bob").username("robert"));
        awaitWatched(2);
        deliver("alice", "one");
        deliver("robert", "two");
        awaitReceived("alice: one", "bob: two");
        accounts(MailboxAccount.of("bob").username("robert"));
        awaitWatched(1);
        deliver("alice", "too late");
        deliver("robert", "three");
        awaitReceived("alice: one", "bob: two", "bob: three");
        assertThat(server.accepted()).as("nobody was connected twice").isEqualTo(2);
    }

    @Test
    void aMailboxThatHasChangedIsConnectedAnewAndOneWithANewPasswordIsNot() {
        accounts(MailboxAccount.of("alice"), MailboxAccount.of("bob"));
        mailboxes.mailbox("alice").createFolder("Orders");
        route.start(uri(""));
        awaitWatched(2);
        accounts(
                MailboxAccount.of("alice").folder("Orders"),
                MailboxAccount.of("bob").password("new"));
        await().atMost(PATIENCE)
                .until(() -> route.consumer().mailboxStatus("alice").startsWith("Watching Orders of alice"));
        awaitWatched(2);
        mailboxes.mailbox("alice").deliver("Orders", TestMails.plain("order", "body"));
        deliver("bob", "hello");
        awaitReceived("alice: order", "bob: hello");
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void aMailOfAMailboxThatLeavesIsNotBroughtAgainWhenItComesBack() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        accounts(MailboxAccount.of("alice"));
        route.work(exchange -> done.await()).start(uri("&markSeen=false"));
        awaitWatched(1);
        deliver("alice", "slow");
        awaitReceived("alice: slow");
        accounts();
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxes() == 0);
        done.countDown();
        accounts(MailboxAccount.of("alice"));
        awaitWatched(1);
        deliver("alice", "next");
        awaitReceived("alice: slow", "alice: next");
    }

    @Test
    void case37_threeHundredStartAFewAtATimeAndAllArePushed() {
        accounts(300);
        route.start(uri(""));
        awaitWatched(300);
        assertThat(mailboxes.mostAtTheDoor()).isLessThanOrEqualTo(16);
        IntStream.range(0, 300).forEach(number -> deliver("user" + number, "mail"));
        await().atMost(PATIENCE).until(() -> route.exchanges().size() == 300);
        assertThat(received()).doesNotHaveDuplicates();
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxState(), "IDLE"::equals);
        assertThat(server.accepted()).isEqualTo(300);
    }

    @Test
    void case37_aHostThatIsDownIsTriedByOneOfTwoHundredAndAllFollowWhenItIsBack() {
        down = true;
        accounts(200);
        route.start(uri(""));
        await().atMost(PATIENCE).until(() -> server.accepted() >= 5);
        assertThat(server.open()).isLessThanOrEqualTo(1);
        assertThat(route.consumer().getLosses())
                .as("an attempt of one is an attempt for all")
                .isLessThanOrEqualTo(server.accepted());
        assertThat(route.consumer().getMailboxStates()).contains("QUEUED=19");
        assertThat(route.consumer().getStatusMessage()).startsWith("Watching 0 of 200 mailboxes. Not watching INBOX");
        assertThat(readiness()).isEqualTo(HealthCheck.State.DOWN);
        down = false;
        awaitWatched(200);
        int attempts = server.accepted();
        down = true;
        IntStream.range(0, 200)
                .forEach(number -> mailboxes.mailbox("user" + number).disconnectAll());
        await().atMost(PATIENCE).until(() -> server.accepted() >= attempts + 5);
        assertThat(server.open()).isLessThanOrEqualTo(1);
        down = false;
        awaitWatched(200);
        assertThat(mailboxes.mostAtTheDoor()).isLessThanOrEqualTo(16);
    }

    @Test
    void aWrongPasswordDisturbsNoOther() {
        accounts(MailboxAccount.of("alice"), MailboxAccount.of("mallory").password("wr0ng"), MailboxAccount.of("bob"));
        route.start(uri(""));
        await().atMost(PATIENCE)
                .until(() -> route.consumer().getWatchedMailboxes() == 2
                        && route.consumer().getMailboxState().equals("BACKING_OFF"));
        deliver("alice", "one");
        deliver("bob", "two");
        awaitReceived("alice: one", "bob: two");
        assertThat(route.consumer().getStatusMessage())
                .startsWith("Watching 2 of 3 mailboxes. Not watching INBOX of mallory")
                .contains("refused the login")
                .doesNotContain("wr0ng");
        assertThat(route.consumer().mailboxStatus("mallory")).contains("refused the login", "state=BACKING_OFF");
        assertThat(readiness()).isEqualTo(HealthCheck.State.UP);
    }

    private HealthCheck.State readiness() {
        return HealthCheckHelper.invokeReadiness(route.context()).stream()
                .filter(result -> result.getCheck().getId().contains(ROUTE))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    @Test
    void aSourceThatThrowsChangesNothingAndIsToldOfOnce() {
        List<String> told = new CopyOnWriteArrayList<>();
        route.registry().bind("told", new ToldExceptions(told));
        accounts(MailboxAccount.of("alice"));
        route.start(uri("&exceptionHandler=#told"));
        awaitWatched(1);
        AtomicInteger asked = new AtomicInteger();
        accounts.set(() -> {
            asked.incrementAndGet();
            throw new IllegalStateException("the directory is down");
        });
        await().atMost(PATIENCE).until(() -> asked.get() >= 3);
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("the directory is down", "stay as they are");
        assertThat(route.consumer().getStatusMessage())
                .isEqualTo("Watching 1 of 1 mailboxes. The mailbox source fails: the directory is down");
        accounts(MailboxAccount.of("alice"), MailboxAccount.of("bob"));
        awaitWatched(2);
        assertThat(route.consumer().getStatusMessage()).isEqualTo("Watching 2 of 2 mailboxes");
    }

    @Test
    void followsAFileWhileTheRouteRuns() throws IOException {
        Path file = folder.resolve("accounts.properties");
        write(file, "alice.username=alice");
        FileMailboxSource source = new FileMailboxSource(file.toString());
        accounts.set(source);
        route.start(uri(""));
        awaitWatched(1);
        write(file, "alice.username=alice\nbob.username=robert");
        awaitWatched(2);
        write(file, "alice.usern");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.consumer().getStatusMessage())
                .startsWith("Watching 2 of 2 mailboxes. The mailbox source fails:")
                .contains("has a field \"usern\""));
        write(file, "bob.username=robert");
        awaitWatched(1);
        deliver("robert", "hello");
        awaitReceived("bob: hello");
    }

    /** As of a file that was written long ago, each time later. */
    private void write(Path file, String text) throws IOException {
        Path whole = Files.writeString(folder.resolve("next"), text);
        Files.setLastModifiedTime(whole, FileTime.from(Instant.now().minusSeconds(1_000 - 10 * ++writes)));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void theConsoleListsABoundedNumberTheBadOnesFirst() {
        List<MailboxAccount> all = new ArrayList<>();
        IntStream.range(0, 120).forEach(number -> all.add(MailboxAccount.of("user" + number)));
        all.add(MailboxAccount.of("mallory").password("wr0ng"));
        accounts.set(() -> all);
        route.start(uri(""));
        await().atMost(PATIENCE)
                .until(() -> route.consumer().getWatchedMailboxes() == 120
                        && route.consumer().getMailboxState().equals("BACKING_OFF"));
        JsonObject json = (JsonObject) route.context()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("imap-idle")
                .call(DevConsole.MediaType.JSON, Map.of());
        List<?> shown = (List<?>) json.get("mailboxes");
        assertThat(shown).hasSize(100);
        assertThat(shown.get(0).toString()).contains("mallory").doesNotContain("wr0ng");
        assertThat(json.get("consumersOfMany").toString()).contains("watched=120");
    }

    @Test
    void isNotReadyWhileTheSourceHasNeverAnswered() {
        accounts.set(() -> null);
        route.start(uri(""));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.consumer().getStatusMessage())
                .contains("The mailbox source fails: it gave null"));
        assertThat(readiness()).isEqualTo(HealthCheck.State.DOWN);
        accounts();
        await().atMost(PATIENCE).until(() -> readiness() == HealthCheck.State.UP);
    }

    @Test
    void entriesThatCannotBeUsedAreNamedAndTheOthersGoOn() {
        accounts(MailboxAccount.of("alice"), MailboxAccount.of("bob"));
        route.start(uri(""));
        awaitWatched(2);
        accounts(
                MailboxAccount.of("alice").port(70_000),
                MailboxAccount.of("bob"),
                MailboxAccount.of("bob"),
                MailboxAccount.of(" "),
                MailboxAccount.of("carol").folder("x\r\ny"),
                MailboxAccount.of("dave"));
        awaitWatched(3);
        assertThat(route.consumer().getStatusMessage())
                .contains(
                        "entry 1 (alice): its port is 70000",
                        "entry 3 (bob): another one before has this id",
                        "entry 4: it has no id",
                        "entry 5 (carol): its folder has a folder whose name is blank");
        deliver("alice", "still watched");
        awaitReceived("alice: still watched");
    }

    @Test
    void aRestartedRouteWatchesAllAgainAndRepeatsNothing() {
        accounts(20);
        route.start(uri("&markSeen=false"));
        awaitWatched(20);
        deliver("user7", "before");
        awaitReceived("user7: before");
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 1);
        route.controlRoute(context -> context.getRouteController().stopRoute(ROUTE));
        assertThat(mailboxes.idling()).isZero();
        deliver("user7", "meanwhile");
        route.controlRoute(context -> context.getRouteController().startRoute(ROUTE));
        awaitWatched(20);
        awaitReceived("user7: before", "user7: meanwhile");
    }

    @Test
    void suspendingTheRouteQuietensAllOfThem() {
        accounts(5);
        route.start(uri(""));
        awaitWatched(5);
        route.controlRoute(context -> context.getRouteController().suspendRoute(ROUTE));
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{SUSPENDED=5}"::equals);
        deliver("user3", "in the quiet");
        accounts(6);
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{SUSPENDED=6}"::equals);
        assertThat(received()).isEmpty();
        route.controlRoute(context -> context.getRouteController().resumeRoute(ROUTE));
        awaitReceived("user3: in the quiet");
    }

    @Test
    void eachAccountHasAPositionOfItsOwn() {
        MemoryStateRepository positions = new MemoryStateRepository();
        route.registry().bind("positions", positions);
        accounts(MailboxAccount.of("alice"), MailboxAccount.of("b o=b").username("bob"));
        route.start(uri("&cursorRepository=#positions"));
        awaitWatched(2);
        deliver("alice", "one");
        deliver("bob", "two");
        deliver("bob", "three");
        String at = "127.0.0.1:" + server.port();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(positions.getState(at + "/alice/INBOX")).endsWith(" 1 -");
            assertThat(positions.getState(at + "/b+o%3Db/INBOX")).endsWith(" 2 -");
        });
    }

    @Test
    void twoEndpointsAtOneHostShareItsConnections() throws Exception {
        accounts(MailboxAccount.of("alice"));
        route.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(RouteFixture.uri(server.port(), "&maxConnectionsPerHost=1"))
                        .routeId("second")
                        .autoStartup(false)
                        .to("log:second");
            }
        });
        route.start(uri("&maxConnectionsPerHost=1"));
        awaitWatched(1);
        route.controlRoute(context -> context.getRouteController().startRoute("second"));
        ImapIdleConsumer second =
                (ImapIdleConsumer) route.context().getRoute("second").getConsumer();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(second.getStatusMessage())
                .contains("waits for its turn", "maxConnectionsPerHost allows 1 connections"));
        assertThat(second.getMailboxState()).isEqualTo("QUEUED");
        route.controlRoute(context -> context.getRouteController().stopRoute(ROUTE));
        await().atMost(PATIENCE).until(second::getMailboxState, "IDLE"::equals);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void loginsComeNoFasterThanTheLoginRate() {
        accounts(10);
        long begin = System.nanoTime();
        route.start(uri("&loginRate=20"));
        awaitWatched(10);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(9 * 50));
    }

    @Test
    void aPersonCanAskForARefreshAndAReconnectOfThoseThatAreBad() {
        accounts(MailboxAccount.of("alice"));
        route.start(uri("").replace("mailboxesRefresh=100", "mailboxesRefresh=1h"));
        awaitWatched(1);
        accounts(MailboxAccount.of("alice"), MailboxAccount.of("bob").password("wr0ng"));
        route.consumer().refreshMailboxes();
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxState(), "BACKING_OFF"::equals);
        accounts(MailboxAccount.of("alice"), MailboxAccount.of("bob").password("right"));
        route.consumer().refreshMailboxes();
        await().atMost(PATIENCE).until(() -> {
            route.consumer().reconnect();
            return route.consumer().getWatchedMailboxes() == 2;
        });
        assertThat(route.consumer().mailboxStatus("nobody")).isEqualTo("There is no mailbox nobody here");
        assertThat(mailboxes.mailbox("alice").connections()).hasSize(1);
    }

    @Test
    @RequiresDovecot
    void thirtyAccountsOfARealDovecotArePushed() throws Exception {
        try (DovecotServer dovecot = DovecotServer.start()) {
            Collection<MailboxAccount> users = IntStream.range(0, 30)
                    .mapToObj(number -> MailboxAccount.of("many" + number)
                            .host(dovecot.host())
                            .port(dovecot.port())
                            .password(dovecot.password()))
                    .toList();
            accounts.set(() -> users);
            route.start(uri(""));
            await().atMost(PATIENCE).until(() -> route.consumer().getWatchedMailboxes() == 30);
            for (int i = 0; i < 30; i++) {
                dovecot.deliver("many" + i, TestMails.plain("mail", "body"));
            }
            await().atMost(PATIENCE).until(() -> route.exchanges().size() == 30);
            assertThat(received()).doesNotHaveDuplicates();
        }
    }
}
