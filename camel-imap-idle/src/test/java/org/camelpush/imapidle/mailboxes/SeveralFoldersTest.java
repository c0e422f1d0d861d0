package org.camelpush.imapidle.mailboxes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;

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
import org.camelpush.imapidle.testkit.FaultProxy;
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

/** Several folders of an account, which share connections as the server allows. */
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

    /** The folder that finds no room is asked for over the first one's connection, and opened on it when it has news. */
    @Test
    void whereTheServerHasNoRoomForAConnectionEachFolderTheRestIsPolledOverTheFirst() {
        mailboxes.mostOfOne(2);
        route.start(RouteFixture.uri(server.port(), "&folders=INBOX,Orders,Invoices&pollInterval=200" + PACE));
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=2, POLLING=1}"::equals);
        for (int round = 1; round <= 3; round++) {
            deliver("alice", "INBOX", "one " + round);
            deliver("alice", "Orders", "two " + round);
            deliver("alice", "Invoices", "three " + round);
            int expected = 3 * round;
            await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == expected);
        }
        assertThat(route.exchanges()).hasSize(9);
        assertThat(route.consumer().getWatchedMailboxes()).isEqualTo(3);
        assertThat(server.open()).isEqualTo(2);
    }

    @Test
    void oneConnectionIsEnoughForAllFoldersWhereTheUserSaysSo() {
        route.start(RouteFixture.uri(
                server.port(), "&folders=INBOX,Orders,Invoices&maxConnectionsPerAccount=1&pollInterval=200" + PACE));
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=1, POLLING=2}"::equals);
        deliver("alice", "Invoices", "one");
        deliver("alice", "Orders", "two");
        deliver("alice", "INBOX", "three");
        awaitReceived("alice/Invoices: one", "alice/Orders: two", "alice/INBOX: three");
        assertThat(server.accepted()).isEqualTo(1);
    }

    /** The flags of mails that came over another folder's connection are set before that is closed. */
    @Test
    void whatIsDoneWithIsFlaggedWhenTheRouteStopsAtOnce() {
        route.start(
                RouteFixture.uri(server.port(), "&folders=INBOX,Orders&maxConnectionsPerAccount=1&pollInterval=200"));
        await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=1, POLLING=1}"::equals);
        deliver("alice", "Orders", "one");
        await().atMost(PATIENCE).until(() -> route.exchanges().size() == 1);
        route.controlRoute(context -> context.getRouteController().stopRoute(ROUTE));
        assertThat(mailboxes.mailbox("alice").flags("Orders", 1)).contains("\\Seen");
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

    /** RFC 5465: over one connection; but Dovecot 2.3 passes over names that are not ASCII, which get their own. */
    @Test
    @RequiresDovecot
    void aRealDovecotTellsOfAllFoldersOverOneConnection() throws Exception {
        try (DovecotServer dovecot = DovecotServer.start();
                FaultProxy proxy = FaultProxy.to(dovecot.port())) {
            for (String folder : List.of("Orders", "Gr\u00f6\u00dfe", "Sales, EU")) {
                dovecot.createFolder("mia", folder);
            }
            route.start("imap-idle:127.0.0.1:" + proxy.port() + "?startTls=false&username=mia&password="
                    + dovecot.password() + "&folders=INBOX,Orders,Gr%C3%B6%C3%9Fe,%22Sales, EU%22&pollInterval=1h"
                    + PACE);
            await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=4}"::equals);
            for (int round = 1; round <= 3; round++) {
                append(dovecot, "INBOX", "inbox " + round);
                append(dovecot, "Orders", "orders " + round);
                append(dovecot, "Gr\u00f6\u00dfe", "size " + round);
                append(dovecot, "Sales, EU", "sales " + round);
                int expected = 4 * round;
                await().atMost(PATIENCE).until(() -> route.exchanges().size() == expected);
            }
            assertThat(proxy.accepted()).isEqualTo(2);
            assertThat(route.consumer().mailboxStatus("mia")).contains("NOTIFY");
            assertThat(route.consumer().isPush()).isTrue();

            proxy.cut();
            append(dovecot, "Orders", "after the cut");
            await().atMost(PATIENCE).until(() -> route.exchanges().size() == 13);
            await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=4}"::equals);
            assertThat(proxy.accepted()).isEqualTo(4);
        }
    }

    @Test
    @RequiresDovecot
    void aFolderThatJoinsIsToldOfOverTheConnectionThatIsThere() throws Exception {
        try (DovecotServer dovecot = DovecotServer.start();
                FaultProxy proxy = FaultProxy.to(dovecot.port())) {
            dovecot.createFolder("mia", "Orders");
            dovecot.createFolder("mia", "Invoices");
            accounts.set(List.of(MailboxAccount.of("mia").folder("INBOX,Orders")));
            route.start(
                    "imap-idle:127.0.0.1:" + proxy.port() + "?mailboxes=#accounts&mailboxesRefresh=100&startTls=false"
                            + "&password=" + dovecot.password() + "&pollInterval=1h" + PACE);
            await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=2}"::equals);
            accounts.set(List.of(MailboxAccount.of("mia").folder("INBOX,Orders,Invoices")));
            await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=3}"::equals);
            append(dovecot, "Invoices", "one");
            append(dovecot, "Orders", "two");
            awaitReceived("mia/Invoices: one", "mia/Orders: two");
            append(dovecot, "Invoices", "three");
            awaitReceived("mia/Invoices: one", "mia/Orders: two", "mia/Invoices: three");
            assertThat(proxy.accepted()).isEqualTo(1);

            accounts.set(List.of(MailboxAccount.of("mia").folder("Orders,Invoices")));
            await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=2}"::equals);
            append(dovecot, "Orders", "four");
            awaitReceived("mia/Invoices: one", "mia/Orders: two", "mia/Invoices: three", "mia/Orders: four");
        }
    }

    @Test
    @RequiresDovecot
    void withoutNotifyTheFirstFoldersArePushedAndTheOthersPolled() throws Exception {
        try (DovecotServer dovecot = DovecotServer.start();
                FaultProxy proxy = FaultProxy.to(dovecot.port())) {
            for (String folder : List.of("Orders", "Invoices", "Returns")) {
                dovecot.createFolder("mia", folder);
            }
            route.start("imap-idle:127.0.0.1:" + proxy.port() + "?startTls=false&username=mia&password="
                    + dovecot.password() + "&folders=INBOX,Orders,Invoices,Returns&pollInterval=300"
                    + "&maxConnectionsPerAccount=2&disabledExtensions=NOTIFY" + PACE);
            await().atMost(PATIENCE).until(() -> route.consumer().getMailboxStates(), "{IDLE=2, POLLING=2}"::equals);
            for (int round = 1; round <= 20; round++) {
                append(dovecot, "INBOX", "inbox " + round);
                append(dovecot, "Orders", "orders " + round);
                append(dovecot, "Invoices", "invoices " + round);
                append(dovecot, "Returns", "returns " + round);
                if (round == 10) {
                    proxy.cut();
                }
            }
            await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 80);
            assertThat(route.exchanges()).hasSize(80);
            assertThat(proxy.accepted()).isEqualTo(4);
        }
    }

    private static void append(DovecotServer dovecot, String folder, String subject) throws Exception {
        try (Store store = dovecot.store("mia")) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setSubject(subject);
            mail.setText("body");
            store.getFolder(folder).appendMessages(new Message[] {mail});
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
