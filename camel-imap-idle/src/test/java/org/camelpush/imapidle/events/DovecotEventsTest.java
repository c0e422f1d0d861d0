package org.camelpush.imapidle.events;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import jakarta.mail.Flags;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A route hears what another client does to the mails of a real Dovecot, connected or not. */
@RequiresDovecot
class DovecotEventsTest {

    private static final String QRESYNC = "";
    private static final String CONDSTORE = "&disabledExtensions=QRESYNC";
    private static final String NEITHER = "&disabledExtensions=QRESYNC,CONDSTORE";
    private static final String ALL = "&events=messages,flags,expunged";

    private final EventRoute route = new EventRoute();
    private DovecotServer server;
    private OtherClient other;
    private FaultProxy proxy;

    @BeforeEach
    void serve() throws Exception {
        server = DovecotServer.start();
        other = new OtherClient(server);
        proxy = FaultProxy.to(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        route.close();
        proxy.close();
        server.close();
    }

    private String uri(String options) {
        return "imap-idle:127.0.0.1:" + proxy.port() + "?startTls=false&username=alice&password=" + server.password()
                + "&reconnectDelay=100&maxReconnectDelay=200" + options;
    }

    private void deliver(String subject) throws Exception {
        server.deliver("alice", TestMails.plain(subject, "body"));
    }

    /** Starts the route, which gets three mails and marks them as seen. */
    private void startWithThree(String options) throws Exception {
        for (int i = 1; i <= 3; i++) {
            deliver("mail " + i);
        }
        route.fixture().start(uri(ALL + options));
        awaitSeen(3);
        route.awaitHeardInAnyOrder("message mail 1", "message mail 2", "message mail 3");
        route.fixture().awaitIdle();
    }

    private void awaitSeen(int mails) {
        List<Long> uids =
                IntStream.rangeClosed(1, mails).mapToObj(Long::valueOf).toList();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.flagsOf("alice", "INBOX"))
                .containsOnlyKeys(uids)
                .allSatisfy((uid, flags) -> assertThat(flags).contains("\\Seen")));
    }

    /** The connection is gone until {@link #connect()}. */
    private void disconnect() {
        proxy.refuse();
        proxy.cut();
        await().atMost(PATIENCE)
                .until(() -> !route.fixture().consumer().getMailboxState().equals("IDLE"));
    }

    private void connect() {
        proxy.restore();
        route.fixture().awaitIdle();
    }

    /** What was heard after the three mails that every test begins with. */
    private List<String> heardLater() {
        List<String> heard = route.heard();
        return heard.subList(Math.min(3, heard.size()), heard.size());
    }

    private void awaitLater(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heardLater()).containsExactly(lines));
    }

    private void awaitLaterInAnyOrder(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heardLater()).containsExactlyInAnyOrder(lines));
    }

    private String extensions() {
        return String.valueOf(route.fixture().details().get("extensions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {QRESYNC, CONDSTORE, NEITHER})
    void whileConnectedEachChangeComesAtOnceAndMarkingAsSeenIsNone(String options) throws Exception {
        startWithThree(options);
        other.flag(2, Flags.Flag.FLAGGED);
        awaitLater("flags 2 [\\Flagged, \\Seen]");
        other.expunge(1);
        await().atMost(PATIENCE).until(() -> heardLater().contains("expunged 1"));
        other.keyword(3, "work");
        await().atMost(PATIENCE).until(() -> heardLater().contains("flags 3 [\\Seen, work]"));
        deliver("mail 4");
        await().atMost(PATIENCE)
                .until(() -> server.flagsOf("alice", "INBOX").get(4L), flags -> flags.contains("\\Seen"));
        other.expunge(4);
        await().atMost(PATIENCE).until(() -> heardLater().contains("expunged 4"));
        // between marking and removing a client may see that a mail is marked
        assertThat(heardLater().stream()
                        .filter(line -> !line.contains("\\Deleted"))
                        .toList())
                .containsExactly(
                        "flags 2 [\\Flagged, \\Seen]",
                        "expunged 1",
                        "flags 3 [\\Seen, work]",
                        "message mail 4",
                        "expunged 4");
        assertThat(extensions().contains("QRESYNC")).isEqualTo(options.equals(QRESYNC));
    }

    @ParameterizedTest
    @ValueSource(strings = {QRESYNC, CONDSTORE})
    void whatChangedWhileTheConnectionWasGoneIsToldWhenItIsBack(String options) throws Exception {
        startWithThree(options);
        disconnect();
        other.flag(2, Flags.Flag.FLAGGED);
        other.expunge(1);
        deliver("mail 4");
        connect();
        awaitLaterInAnyOrder("flags 2 [\\Flagged, \\Seen]", "expunged 1", "message mail 4");
        // and numbers and identifiers are known again
        other.expunge(3);
        await().atMost(PATIENCE).until(() -> heardLater().contains("expunged 3"));
        other.keyword(2, "work");
        await().atMost(PATIENCE).until(() -> heardLater().contains("flags 2 [\\Flagged, \\Seen, work]"));
    }

    @Test
    void withoutModSequencesMailsThatWentAreFoundAndFlagsAreMissed() throws Exception {
        startWithThree(NEITHER);
        disconnect();
        other.flag(2, Flags.Flag.FLAGGED);
        other.expunge(1);
        deliver("mail 4");
        connect();
        awaitLaterInAnyOrder("missed", "expunged 1", "message mail 4");
        other.keyword(2, "work");
        awaitLaterInAnyOrder("missed", "expunged 1", "message mail 4", "flags 2 [\\Flagged, \\Seen, work]");
    }

    @ParameterizedTest
    @ValueSource(strings = {QRESYNC, CONDSTORE, NEITHER})
    void whatChangesWhileTheRouteIsSuspendedIsToldWhenItIsResumed(String options) throws Exception {
        startWithThree(options);
        route.fixture().controlRoute(context -> context.getRouteController().suspendRoute(RouteFixture.ROUTE));
        other.flag(2, Flags.Flag.FLAGGED);
        other.expunge(1);
        deliver("mail 4");
        assertThat(heardLater()).isEmpty();
        route.fixture().controlRoute(context -> context.getRouteController().resumeRoute(RouteFixture.ROUTE));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heardLater())
                .contains("flags 2 [\\Flagged, \\Seen]", "expunged 1", "message mail 4")
                .doesNotContain("missed"));
    }

    @Test
    void anEventComesAfterTheMailItIsOf() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        route.fixture()
                .work(exchange -> busy.await())
                .start(uri(ALL + "&markSeen=false"))
                .awaitIdle();
        deliver("mail 1");
        route.awaitHeard("message mail 1");
        route.fixture().awaitIdle();
        other.flag(1, Flags.Flag.FLAGGED);
        deliver("mail 2");
        // the server tells of the flag before it tells of the second mail
        await().atMost(PATIENCE).until(() -> route.fixture().details().get("highestUid"), high -> high.equals(2L));
        assertThat(route.heard()).containsExactly("message mail 1");
        busy.countDown();
        route.awaitHeard("message mail 1", "flags 1 [\\Flagged]", "message mail 2");
    }

    @Test
    void mailsAndEventsHaveTheirModSequence() throws Exception {
        startWithThree(QRESYNC);
        other.flag(2, Flags.Flag.FLAGGED);
        awaitLater("flags 2 [\\Flagged, \\Seen]");
        List<Long> modSeqs = route.modSeqs();
        assertThat(modSeqs).allMatch(modSeq -> modSeq > 0);
        assertThat(modSeqs.get(3)).isGreaterThan(modSeqs.get(1));
    }

    @Test
    void withoutTheExtensionThereAreNoModSequences() throws Exception {
        startWithThree(NEITHER);
        other.flag(2, Flags.Flag.FLAGGED);
        awaitLater("flags 2 [\\Flagged, \\Seen]");
        assertThat(route.modSeqs()).containsOnly(0L);
    }

    @Test
    void aRouteThatHearsOnlyOfMailsThatAreGoneFetchesAndChangesNone() throws Exception {
        deliver("mail 1");
        deliver("mail 2");
        route.fixture().start(uri("&events=expunged")).awaitIdle();
        other.flag(2, Flags.Flag.FLAGGED);
        other.expunge(1);
        route.awaitHeard("expunged 1");
        deliver("mail 3");
        await().atMost(PATIENCE).until(() -> route.fixture().details().get("highestUid"), high -> high.equals(3L));
        other.expunge(3);
        route.awaitHeard("expunged 1", "expunged 3");
        assertThat(server.flagsOf("alice", "INBOX")).hasSize(1).containsEntry(2L, Set.of("\\Flagged"));
    }

    @Test
    void aRouteHearsOfItsMailbox() throws Exception {
        server.createFolder("alice", "Orders");
        route.fixture().start(uri("&events=mailbox&folders=Orders"));
        route.awaitHeard("connected");
        disconnect();
        route.awaitHeard("connected", "lost");
        connect();
        route.awaitHeard("connected", "lost", "connected");
        disconnect();
        server.deleteFolder("alice", "Orders");
        server.createFolder("alice", "Orders");
        connect();
        route.awaitHeard("connected", "lost", "connected", "lost", "reset", "connected");
    }

    @Test
    void aRouteThatHearsOfMailsOnlyAsksForNoExtensionOfThese() throws Exception {
        deliver("mail 1");
        route.fixture().start(uri("")).awaitIdle();
        other.flag(1, Flags.Flag.FLAGGED);
        deliver("mail 2");
        route.awaitHeard("message mail 1", "message mail 2");
        assertThat(extensions()).doesNotContain("QRESYNC", "CONDSTORE");
        assertThat(route.modSeqs()).containsOnly(0L);
    }
}
