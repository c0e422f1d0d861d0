package org.camelpush.mobility.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.builder.RouteBuilder;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.mobility.MobilityRoutePolicy;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.session.BindTo;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.Gate;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.MailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A route's mailbox goes from one bearer to the other while mail flows. */
class ImapIdleMoveTest {

    private final MailServer server = new MailServer();
    private final HubFixture hub = new HubFixture();

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    private void startOnCellular() {
        hub.mobileRoute("inbox", server.imapIdleUri("")).start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        assertThat(MailServer.clients(server.imapPort())).containsExactly("127.0.0.3");
    }

    /** There is no epoll on the class path of these tests. */
    @Test
    void aRouteThatIsToBindToADeviceWithoutEpollDoesNotStart() {
        MobilityRoutePolicy byDevice = new MobilityRoutePolicy();
        byDevice.setBindTo(BindTo.DEVICE);
        hub.bind("byDevice", byDevice).routes(new RouteBuilder() {
            @Override
            public void configure() {
                from(server.imapIdleUri(""))
                        .routeId("inbox")
                        .routePolicyRef("byDevice")
                        .to("mock:end");
            }
        });
        assertThatThrownBy(hub::start)
                .hasStackTraceContaining("Option bindTo is DEVICE for route inbox; it must be ADDRESS here")
                .hasStackTraceContaining("needs Linux and io.netty:netty-transport-native-epoll");
    }

    @RepeatedTest(10)
    void aBetterBearerThatComesWhileTheFirstIsTakenIsTakenInstead() {
        hub.mobileRoute("inbox", server.imapIdleUri("")).start();
        hub.bearers().report(Bearers.cellular());
        hub.bearers().report(Bearers.wifi());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .containsExactly("127.0.0.2"));
        await().atMost(PATIENCE).until(() -> "wlan0".equals(hub.status("inbox").get("bearer")));
        assertThat(hub.outcomes()).noneMatch(outcome -> outcome.startsWith("COULD_NOT_CONNECT"));
    }

    private void awaitMails(List<String> sent) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.subjects()).containsAll(sent));
    }

    @Test
    void scenario01_whenABetterBearerAppearsTheMailboxIsWatchedThereBeforeTheOldConnectionIsLeft() {
        startOnCellular();
        List<String> sent = new ArrayList<>();
        deliver(sent, "before");
        awaitMails(sent);

        hub.bearers().report(Bearers.wifi());
        for (int i = 0; i < 50; i++) {
            deliver(sent, "during " + i);
        }
        // GreenMail may end a connection while mail comes: then the next attempt gets there
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.outcomes()).endsWith("OK wwan0 wlan0"));
        deliver(sent, "after");

        awaitMails(sent);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .containsExactly("127.0.0.2"));
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
    }

    private void deliver(List<String> sent, String subject) {
        server.deliver(subject);
        sent.add(subject);
    }

    @Test
    void scenario02_aMailThatComesWhileBothConnectionsStandIsDeliveredOnce() {
        startOnCellular();
        List<String> sent = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            hub.bearers().report(Bearers.wifi());
            deliver(sent, "up " + round);
            await().atMost(PATIENCE)
                    .until(() -> "wlan0".equals(hub.status("inbox").get("bearer")));
            deliver(sent, "there " + round);
            hub.bearers().gone("wlan0");
            deliver(sent, "down " + round);
            await().atMost(PATIENCE)
                    .until(() -> "wwan0".equals(hub.status("inbox").get("bearer")));
        }
        awaitMails(sent);
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void scenario03_whenTheBearerIsLostTheBackupIsUsedAndNothingIsMissed() {
        startOnCellular();
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        List<String> sent = new ArrayList<>();
        deliver(sent, "before");
        hub.bearers().gone("wlan0");
        deliver(sent, "while it is lost");
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0", "OK - wwan0");
        deliver(sent, "after");
        awaitMails(sent);
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .containsExactly("127.0.0.3"));
    }

    @Test
    void scenario05_afterAllWereLostTheMailboxIsWatchedAgainByWhicheverReturns() {
        startOnCellular();
        List<String> sent = new ArrayList<>();
        hub.bearers().gone("wwan0");
        hub.awaitState("inbox", "OFFLINE");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .isEmpty());
        ImapIdleConsumer mailbox =
                (ImapIdleConsumer) hub.context().getRoute("inbox").getConsumer();
        await().atMost(PATIENCE).until(mailbox::getLastError, "No network may be used"::equals);
        assertThat(mailbox.getMailboxState()).isEqualTo("OFFLINE");
        mailbox.reconnect();
        mailbox.networkChanged();
        assertThat(mailbox.getStatusMessage()).endsWith("No network may be used (nothing is tried until one may)");
        assertThat(mailbox.getLosses()).isZero();
        deliver(sent, "while nobody listens");
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0", "OK - wwan0");
        awaitMails(sent);
        assertThat(hub.subjects()).containsExactlyElementsOf(sent);
        assertThat(hub.events()).contains("lost", "sessionLost", "offline");
    }

    /** By whoever: a person in JMX, or another route. */
    @Test
    void scenario45_aRouteThatIsStartedWhereThereIsNoBearerConnectsNowhereAndSaysSo() throws Exception {
        hub.mobileRoute("inbox", server.imapIdleUri("")).start();
        hub.context().getRouteController().startRoute("inbox");
        ImapIdleConsumer mailbox =
                (ImapIdleConsumer) hub.context().getRoute("inbox").getConsumer();
        await().atMost(PATIENCE).until(mailbox::getMailboxState, "OFFLINE"::equals);
        assertThat(mailbox.getLastError()).isEqualTo("No network may be used");
        hub.bearers().report(Bearers.wifi());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .containsExactly("127.0.0.2"));
    }

    @Test
    void scenario20_whereTheServerDoesNotAnswerOnTheNewBearerTheMailboxStaysWhereItIs() {
        startOnCellular();
        hub.bearers().report(Bearers.wifi().withAddresses(List.of("192.0.2.77")));
        List<String> sent = new ArrayList<>();
        deliver(sent, "still here");
        awaitMails(sent);
        assertThat(hub.outcomes()).containsExactly("OK - wwan0");
        assertThat(MailServer.clients(server.imapPort())).contains("127.0.0.3");
    }

    @Test
    void scenario42_whenTheRouteIsStoppedItsSessionEndsAndWhenItIsStartedItBegins() throws Exception {
        startOnCellular();
        hub.context().getRouteController().stopRoute("inbox");
        hub.awaitState("inbox", "STOPPED");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .isEmpty());
        hub.context().getRouteController().startRoute("inbox");
        List<String> sent = new ArrayList<>();
        deliver(sent, "again");
        awaitMails(sent);
        hub.awaitState("inbox", "STABLE");
    }

    @Test
    void scenario22_aBearerThatIsUpAndLeadsNowhereIsLeftForOneThatDoesNot() throws Exception {
        try (Gate gate = new Gate(server.imapPort())) {
            hub.mobileRoute(
                            "inbox",
                            "imap-idle:127.0.0.1:" + gate.port() + "?startTls=false&username=" + MailServer.USER
                                    + "&password=" + MailServer.PASSWORD + "&reconnectDelay=100")
                    .start();
            hub.bearers().report(Bearers.wifi());
            hub.awaitOutcomes("OK - wlan0");
            hub.bearers().report(Bearers.cellular());
            gate.shutOut("127.0.0.2");
            hub.awaitOutcomes("OK - wlan0", "OK - wwan0");
            List<String> sent = new ArrayList<>();
            deliver(sent, "by the other way");
            awaitMails(sent);
        }
    }

    /** Watched by cellular behind this gate. */
    private void startBehind(Gate gate) {
        hub.mobileRoute(
                        "inbox",
                        "imap-idle:127.0.0.1:" + gate.port() + "?startTls=false&username=" + MailServer.USER
                                + "&password=" + MailServer.PASSWORD + "&reconnectDelay=100")
                .start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
    }

    private void awaitWatchedFrom(Gate gate, String address) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(MailServer.clients(gate.port())).containsExactly(address));
        List<String> sent = new ArrayList<>();
        deliver(sent, "from " + address);
        awaitMails(sent);
        assertThat(hub.subjects()).containsExactlyElementsOf(sent);
    }

    @Test
    void scenario24_whereThereIsRoomForOneConnectionOnlyTheOldOneIsLeftFirst() throws Exception {
        try (Gate gate = new Gate(server.imapPort())) {
            startBehind(gate);
            gate.logins("127.0.0.2", () -> gate.isIn("127.0.0.3") ? "NO [LIMIT] one at a time" : null);
            hub.bearers().report(Bearers.wifi());
            hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
            awaitWatchedFrom(gate, "127.0.0.2");
        }
    }

    @Test
    void scenario24_whereThereIsNoRoomAtAllTheMailboxGoesBack() throws Exception {
        try (Gate gate = new Gate(server.imapPort())) {
            startBehind(gate);
            gate.logins("127.0.0.2", () -> "NO [LIMIT] come back later");
            hub.bearers().report(Bearers.wifi());
            hub.awaitOutcomes("OK - wwan0", "LIMIT_REACHED wwan0 wlan0", "OK - wwan0");
            awaitWatchedFrom(gate, "127.0.0.3");
        }
    }

    @Test
    void scenario25_aLoginThatIsRefusedThereIsToldAndTriedOnceAndTheMailboxStays() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        try (Gate gate = new Gate(server.imapPort())) {
            startBehind(gate);
            gate.logins("127.0.0.2", () -> {
                logins.incrementAndGet();
                return "NO [AUTHENTICATIONFAILED] not from there";
            });
            hub.bearers().report(Bearers.wifi());
            hub.awaitOutcomes("OK - wwan0", "AUTH_REFUSED wwan0 wlan0");
            awaitWatchedFrom(gate, "127.0.0.3");
            assertThat(logins).hasValue(1);
        }
    }

    @Test
    void scenario25_aLoginThatIsRefusedAfterTheOldConnectionWasLeftTakesTheMailboxBack() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        try (Gate gate = new Gate(server.imapPort())) {
            startBehind(gate);
            gate.logins(
                    "127.0.0.2",
                    () -> logins.incrementAndGet() == 1 ? "NO [LIMIT] one at a time" : "NO [AUTHENTICATIONFAILED] no");
            hub.bearers().report(Bearers.wifi());
            hub.awaitOutcomes("OK - wwan0", "AUTH_REFUSED wwan0 wlan0");
            awaitWatchedFrom(gate, "127.0.0.3");
            assertThat(logins).hasValue(2);
        }
    }

    @Test
    void scenario27_aServerThatCannotPushIsMovedOnLikeAnyOther() {
        hub.mobileRoute("inbox", server.imapIdleUri("&disabledExtensions=IDLE&pollInterval=100"))
                .start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        List<String> sent = new ArrayList<>();
        deliver(sent, "before");
        hub.bearers().report(Bearers.wifi());
        deliver(sent, "during");
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        deliver(sent, "after");
        awaitMails(sent);
        hub.bearers().gone("wlan0");
        deliver(sent, "while it is lost");
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0", "OK - wwan0");
        awaitMails(sent);
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void scenario43_aMailInTheRouteIsNotTouchedByAMoveAndIsDoneWithOnTheNextBearer() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> bodies = new CopyOnWriteArrayList<>();
        hub.work(exchange -> {
            assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            bodies.add(exchange.getIn().getBody(String.class).trim());
        });
        hub.hub()
                .setPolicy(request -> CompletableFuture.completedFuture(
                        MobilityDecision.accept(request.proposed().id(), DrainMode.IMMEDIATE, "the test wants it")));
        startOnCellular();
        List<String> sent = new ArrayList<>();
        deliver(sent, "in the route");
        awaitMails(sent);
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .containsExactly("127.0.0.2"));
        assertThat(server.isSeen("in the route")).isFalse();

        goOn.countDown();

        await().atMost(PATIENCE).until(() -> server.isSeen("in the route"));
        assertThat(bodies).containsExactly("body of in the route");
        assertThat(hub.subjects()).containsExactlyElementsOf(sent);
    }
}
