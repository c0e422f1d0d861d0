package org.camelpush.mobility.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.Gate;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.MailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** Polling consumers of camel-mail go from one bearer to the other: what they had is left first. */
class MailConsumerMoveTest {

    private final MailServer server = new MailServer();
    private final HubFixture hub = new HubFixture();

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    private void start(String uri) {
        hub.mobileRoute("inbox", uri).start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
    }

    private void send(List<String> sent, String subject) {
        server.deliver(subject);
        sent.add(subject);
    }

    private void awaitMails(List<String> sent) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void scenario34_theOldConnectionIsLeftInOrderAndEachMailComesOnce(String protocol) {
        start(server.mailUri(protocol, "&delete=true"));
        List<String> sent = new ArrayList<>();
        send(sent, "before");
        awaitMails(sent);
        hub.bearers().report(Bearers.wifi());
        send(sent, "during");
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        send(sent, "after");
        awaitMails(sent);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.subjects()).isEmpty());
        assertThat(MailServer.clients(protocol.equals("imap") ? server.imapPort() : server.pop3Port()))
                .doesNotContain("127.0.0.3", "127.0.0.1");
    }

    @Test
    void scenario06_aBatchStopsAfterTheMailItIsAtAndTheRestComesByTheNewBearer() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            send(sent, "mail " + i);
        }
        List<String> bearers = whileTheThirdIsAtWork(DrainMode.STOP_CURRENT);
        awaitMails(sent);
        assertThat(bearers).hasSize(10).startsWith("127.0.0.3", "127.0.0.3", "127.0.0.3", "127.0.0.2");
        assertThat(bearers.subList(3, 10)).containsOnly("127.0.0.2");
    }

    @Test
    void scenario07_aBatchIsCompletedByTheOldBearer() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            send(sent, "mail " + i);
        }
        List<String> bearers = whileTheThirdIsAtWork(DrainMode.COMPLETE_CURRENT);
        awaitMails(sent);
        assertThat(bearers).hasSize(10).containsOnly("127.0.0.3");
    }

    /** Moves while the third mail of the batch is in the route; returns by which address each mail came. */
    private List<String> whileTheThirdIsAtWork(DrainMode drain) throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> addresses = new CopyOnWriteArrayList<>();
        hub.hub().setPolicy(accepting(drain));
        hub.work(exchange -> {
            addresses.addAll(
                    MailServer.clients(server.imapPort()).stream().distinct().toList());
            third.countDown();
            if (third.getCount() == 0) {
                assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
        });
        start(server.mailUri("imap", "&delete=true"));
        assertThat(third.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        hub.bearers().report(Bearers.wifi());
        hub.awaitState("inbox", "DRAINING");
        goOn.countDown();
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        await().atMost(PATIENCE).until(() -> addresses.size() == 10);
        return addresses;
    }

    private static MobilityPolicy accepting(DrainMode drain) {
        return request -> completedFuture(new MobilityDecision.Accept(
                request.proposed().id(), drain, MigrationMode.AUTO, null, "the test wants it"));
    }

    @Test
    void aMailThatIsMarkedUnreadByHandComesAgainByAnotherConnection() {
        start(server.mailUri("imap", ""));
        List<String> sent = new ArrayList<>();
        send(sent, "twice");
        await().atMost(PATIENCE).until(() -> server.isSeen("twice"));
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        server.markUnread("twice");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.subjects()).containsExactly("twice", "twice"));
        await().atMost(PATIENCE).until(() -> server.isSeen("twice"));
    }

    /** The server has flagged it, but its answer never arrived. */
    @Test
    void aMailWhoseFlagTheServerHadAfterAllComesAgainWhenItIsMarkedUnread() throws Exception {
        try (Gate gate = new Gate(server.imapPort())) {
            gate.silence("127.0.0.3", "STORE");
            start(server.mailUri("imap", "", gate.port()));
            server.deliver("twice");
            await().atMost(PATIENCE).until(() -> gate.isSilent() && server.isSeen("twice"));
            hub.bearers().report(Bearers.wifi());
            hub.bearers().gone("wwan0");
            hub.awaitOutcomes("OK - wwan0", "OK - wlan0");
            server.deliver("the connection begins with this one");
            await().atMost(PATIENCE).until(() -> hub.subjects().size() == 2);
            server.markUnread("twice");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.subjects())
                    .containsExactly("twice", "the connection begins with this one", "twice"));
        }
    }

    @Test
    void scenario45_withoutABearerNothingIsConnected() {
        start(server.mailUri("imap", ""));
        hub.bearers().gone("wwan0");
        hub.awaitState("inbox", "OFFLINE");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .isEmpty());
        List<String> sent = new ArrayList<>();
        send(sent, "waits");
        hub.bearers().report(Bearers.wifi());
        awaitMails(sent);
    }
}
