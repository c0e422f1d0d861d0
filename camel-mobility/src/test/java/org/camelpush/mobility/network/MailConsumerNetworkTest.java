package org.camelpush.mobility.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.network.Dovecot;
import org.camelpush.mobility.testkit.network.Network;
import org.camelpush.mobility.testkit.network.Network.Link;
import org.camelpush.mobility.testkit.network.RequiresNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** Polling consumers of camel-mail on networks that are cut: each mail comes once, and is deleted. */
@RequiresNetwork
class MailConsumerNetworkTest {

    private final Network network = Network.open(Link.WIFI, Link.CELLULAR);
    private final Dovecot server = Dovecot.start(network);
    private final HubFixture hub = new HubFixture(network.monitor());
    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void stop() {
        hub.close();
        server.close();
        network.close();
    }

    private void startOnWifi(String uri) {
        hub.mobileRoute("inbox", uri).start();
        awaitIsOn(Link.WIFI);
    }

    private void awaitIsOn(Link link) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.status("inbox")).containsEntry("bearer", link.id()));
    }

    private void deliver(int mails) {
        for (int i = 0; i < mails; i++) {
            sent.add("mail " + (sent.size() + 1));
            server.deliver(sent.get(sent.size() - 1));
        }
    }

    private void awaitArrived(int mails) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> hub.subjects().size() >= mails);
    }

    private void assertThatEachCameOnceAndIsDeleted() {
        await().atMost(PATIENCE).until(() -> server.mails() == 0);
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void scenario03_whenTheCarrierIsCutWhile200MailsArriveEachComesOnce(String protocol) {
        startOnWifi(server.mailUri(protocol, "&delete=true"));
        deliver(80);
        awaitArrived(20);
        network.cut(Link.WIFI);
        deliver(60);
        awaitIsOn(Link.CELLULAR);
        network.mend(Link.WIFI);
        deliver(60);
        awaitIsOn(Link.WIFI);
        assertThatEachCameOnceAndIsDeleted();
    }

    /** Three of five mails are processed when the network goes, and the third is still in the route. */
    private void loseWifiInABatchOfFive(String uri) {
        CountDownLatch all = new CountDownLatch(1);
        hub.work(exchange -> {
            assertThat(all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            if (hub.subjects().size() == 3) {
                network.cut(Link.WIFI);
                await().atMost(PATIENCE)
                        .until(() -> !Link.WIFI.id().equals(hub.status("inbox").get("bearer")));
            }
        });
        startOnWifi(uri);
        deliver(5);
        all.countDown();
        awaitIsOn(Link.CELLULAR);
    }

    @Test
    void scenario33_whatWasProcessedWhenTheNetworkWasLostBeforeQuitIsDeletedByTheNextConnection() {
        loseWifiInABatchOfFive(server.mailUri("pop3", "&delete=true"));
        assertThatEachCameOnceAndIsDeleted();
    }

    @Test
    void scenario33_aMailThatIsOnlyMarkedComesOnceToo() {
        loseWifiInABatchOfFive(server.mailUri("imap", ""));
        await().atMost(PATIENCE).until(() -> server.unseen() == 0);
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
    }
}
