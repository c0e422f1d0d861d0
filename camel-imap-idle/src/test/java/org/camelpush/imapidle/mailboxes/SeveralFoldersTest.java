package org.camelpush.imapidle.mailboxes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Store;

import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.util.json.JsonObject;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.MailboxAccount;
import org.camelpush.imapidle.MailboxSource;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.MailboxesByUser;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.ROUTE;

/** Several folders of an account, each watched by a connection of its own. */
class SeveralFoldersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PACE = "&reconnectDelay=200&maxReconnectDelay=400";

    private final MailboxesByUser mailboxes = new MailboxesByUser();
    private final RouteFixture route = new RouteFixture().keepExchanges();
    private final AtomicReference<List<MailboxAccount>> accounts = new AtomicReference<>(List.of());
    private ScriptedImapServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = ScriptedImapServer.of(mailboxes).withoutTranscript().start();
        route.registry().bind("accounts", (MailboxSource) accounts::get);
        for (String folder : List.of("Orders", "Invoices", "Sales, EU")) {
            mailboxes.mailbox("alice").createFolder(folder);
        }
    }

    /** Whatever happened, every turn is given back when the routes have stopped. */
    @AfterEach
    void stop() throws Exception {
        route.context().getRouteController().stopAllRoutes();
        assertThat(route.noTurnIsOut()).isTrue();
        route.close();
        server.close();
    }

    private String many(String options) {
        return "imap-idle:127.0.0.1:" + server.port() + "?mailboxes=#accounts&mailboxesRefresh=100&startTls=false"
                + "&password=" + RouteFixture.PASSWORD + PACE + options;
    }

    private void awaitWatched(long count) {
        await().atMost(PATIENCE)
                .until(() -> route.consumer().getWatchedMailboxes() == count && mailboxes.idling() == count);
    }

    private void deliver(String user, String folder, String subject) {
        mailboxes.mailbox(user).deliver(folder, TestMails.plain(subject, "body"));
    }

    private void awaitReceived(String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.exchanges().stream()
                        .map(exchange -> exchange.getIn().getHeader(ImapIdleConstants.ACCOUNT) + "/"
                                + exchange.getIn().getHeader(ImapIdleConstants.FOLDER) + ": "
                                + exchange.getIn().getHeader("Subject")))
                .containsExactlyInAnyOrder(expected));
    }

    private HealthCheck.State readiness() {
        return HealthCheckHelper.invokeReadiness(route.context()).stream()
                .filter(result -> result.getCheck().getId().contains(ROUTE))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    @Test
    void everyFolderIsPushedAndHasAPositionOfItsOwn() {
        MemoryStateRepository positions = new MemoryStateRepository();
        route.registry().bind("positions", positions);
        route.start(
                RouteFixture.uri(server.port(), "&cursorRepository=#positions&folders=INBOX, Orders,%22Sales, EU%22"));
        awaitWatched(3);
        deliver("alice", "INBOX", "one");
        deliver("alice", "Orders", "two");
        deliver("alice", "Sales, EU", "three");
        deliver("alice", "Sales, EU", "four");
        awaitReceived("alice/INBOX: one", "alice/Orders: two", "alice/Sales, EU: three", "alice/Sales, EU: four");
        String at = "127.0.0.1:" + server.port() + "/alice/";
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(positions.getState(at + "INBOX")).endsWith(" 1 -");
            assertThat(positions.getState(at + "Orders")).endsWith(" 1 -");
            assertThat(positions.getState(at + "Sales%2C+EU")).endsWith(" 2 -");
        });
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void aFolderThatCannotBeOpenedDisturbsNoOtherAndIsNamed() {
        route.start(RouteFixture.uri(server.port(), "&folders=INBOX,Wrong,Orders" + PACE));
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{BACKING_OFF=1, IDLE=2}"::equals);
        deliver("alice", "INBOX", "one");
        deliver("alice", "Orders", "two");
        awaitReceived("alice/INBOX: one", "alice/Orders: two");
        assertThat(route.consumer().getStatusMessage())
                .startsWith("Watching 2 of 3 mailboxes. Not watching Wrong of alice")
                .contains("does not open the folder Wrong");
        assertThat(route.consumer().mailboxStatus("alice"))
                .matches(
                        "(?s)Watching INBOX of alice .*\\nWatching Orders of alice .*\\nNot watching Wrong of alice .*");
        assertThat(readiness()).isEqualTo(HealthCheck.State.UP);
        JsonObject json = (JsonObject) route.context()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("imap-idle")
                .call(DevConsole.MediaType.JSON, Map.of());
        List<?> shown = (List<?>) json.get("mailboxes");
        assertThat(shown).hasSize(3);
        assertThat(shown.get(0).toString()).contains("folder=Wrong", "BACKING_OFF");

        mailboxes.mailbox("alice").createFolder("Wrong");
        deliver("alice", "Wrong", "three");
        await().atMost(PATIENCE).until(() -> {
            route.consumer().reconnect();
            return route.consumer().getWatchedMailboxes() == 3;
        });
        awaitReceived("alice/INBOX: one", "alice/Orders: two", "alice/Wrong: three");
        assertThat(mailboxes.mailbox("alice").connections())
                .as("a reconnect leaves alone what is watched")
                .hasSize(3);
        assertThat(route.consumer().mailboxStatus("alice")).contains("folder=INBOX", "connection=1,");
    }

    @Test
    void aServerThatAllowsFewerConnectionsKeepsOneFolderWaitingAndTheOthersGoOn() {
        mailboxes.mostOfOne(2);
        route.start(RouteFixture.uri(server.port(), "&folders=INBOX,Orders,Invoices" + PACE));
        await().atMost(PATIENCE)
                .until(() -> route.consumer().getWatchedMailboxes() == 2
                        && route.consumer().getLastError().contains("Maximum number of connections"));
        deliver("alice", "INBOX", "one");
        deliver("alice", "Orders", "two");
        deliver("alice", "Invoices", "three");
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 2);
        long losses = route.consumer().getLosses();
        await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= losses + 2);
        assertThat(route.consumer().getWatchedMailboxes()).isEqualTo(2);
        mailboxes.mostOfOne(3);
        awaitWatched(3);
        awaitReceived("alice/INBOX: one", "alice/Orders: two", "alice/Invoices: three");
    }

    @Test
    void aFolderThatIsAddedToAnAccountDisturbsNoneThatIsThere() {
        accounts.set(List.of(MailboxAccount.of("alice").folder("INBOX,Orders")));
        route.start(many(""));
        awaitWatched(2);
        accounts.set(List.of(MailboxAccount.of("alice").folder("Orders, Invoices, INBOX")));
        awaitWatched(3);
        accounts.set(List.of(MailboxAccount.of("alice").folder("Invoices")));
        awaitWatched(1);
        deliver("alice", "INBOX", "too late");
        deliver("alice", "Invoices", "hello");
        awaitReceived("alice/Invoices: hello");
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void fortyAccountsHaveThreeFoldersEachAndWrongOnesDisturbNoOther() {
        accounts.set(IntStream.range(0, 40)
                .mapToObj(number -> {
                    mailboxes.mailbox("user" + number).createFolder("Orders");
                    mailboxes.mailbox("user" + number).createFolder("Invoices");
                    String last = number % 10 == 0 ? "Wrong" : "Invoices";
                    return MailboxAccount.of("user" + number).folder("INBOX,Orders," + last);
                })
                .toList());
        route.start(many(""));
        awaitWatched(116);
        assertThat(route.consumer().getMailboxes()).isEqualTo(120);
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{BACKING_OFF=4, IDLE=116}"::equals);
        for (int number = 0; number < 40; number++) {
            deliver("user" + number, "INBOX", "one");
            deliver("user" + number, "Orders", "two");
        }
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 80);
        assertThat(route.exchanges()).hasSize(80);
        assertThat(route.consumer().mailboxStatus("user10")).contains("Watching INBOX", "Not watching Wrong");
    }

    @Test
    void anEntryWithABadListIsNamedAndTheOthersGoOn() {
        accounts.set(List.of(
                MailboxAccount.of("alice").folder("INBOX,Orders,INBOX"),
                MailboxAccount.of("bob").folder("Done,INBOX"),
                MailboxAccount.of("carol").folder("\"x"),
                MailboxAccount.of("dave")));
        route.start(many("&moveTo=Done"));
        awaitWatched(1);
        assertThat(route.consumer().getStatusMessage())
                .contains(
                        "entry 1 (alice): its folder has the folder INBOX twice",
                        "entry 2 (bob): its folder has the folder Done, which copyTo, moveTo",
                        "entry 3 (carol): its folder has a quotation mark in front of a name");
    }

    @Test
    @RequiresDovecot
    void threeFoldersOfARealDovecotArePushedAndMailMayMoveBetweenThemAndNothingComesTwiceAfterARestart()
            throws Exception {
        MemoryStateRepository positions = new MemoryStateRepository();
        try (DovecotServer dovecot = DovecotServer.start()) {
            dovecot.createFolder("mia", "Orders");
            dovecot.createFolder("mia", "Sales, EU");
            String uri = "imap-idle:127.0.0.1:" + dovecot.port() + "?startTls=false&username=mia&password="
                    + dovecot.password()
                    + "&cursorRepository=#positions&markSeen=false&folders=INBOX,Orders,%22Sales, EU%22";
            route.registry().bind("positions", positions);
            route.start(uri);
            await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=3}"::equals);
            assertThat(route.consumer().isPush()).isTrue();
            dovecot.deliver("mia", TestMails.plain("wandering", "body"));
            awaitReceived("mia/INBOX: wandering");
            move(dovecot, "INBOX", "Orders");
            awaitReceived("mia/INBOX: wandering", "mia/Orders: wandering");
            move(dovecot, "Orders", "Sales, EU");
            awaitReceived("mia/INBOX: wandering", "mia/Orders: wandering", "mia/Sales, EU: wandering");
            await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 3);

            route.controlRoute(context -> context.getRouteController().stopRoute(ROUTE));
            dovecot.deliver("mia", TestMails.plain("meanwhile", "body"));
            move(dovecot, "INBOX", "Orders");
            try (RouteFixture next = new RouteFixture()) {
                next.registry().bind("positions", positions);
                next.start(uri);
                next.awaitSubjects("meanwhile");
                await().atMost(PATIENCE).until(() -> next.consumer().getMailboxStates(), "{IDLE=3}"::equals);
                dovecot.deliver("mia", TestMails.plain("after", "body"));
                next.awaitSubjects("meanwhile", "after");
            }
        }
    }

    private static void move(DovecotServer dovecot, String from, String to) throws Exception {
        try (Store store = dovecot.store("mia");
                Folder source = store.getFolder(from)) {
            source.open(Folder.READ_WRITE);
            Message[] all = source.getMessages();
            assertThat(all).hasSize(1);
            ((IMAPFolder) source).moveMessages(all, store.getFolder(to));
        }
    }
}
