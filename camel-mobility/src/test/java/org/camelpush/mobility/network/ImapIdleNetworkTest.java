package org.camelpush.mobility.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.camelpush.mobility.policy.RulePolicy;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.network.Dovecot;
import org.camelpush.mobility.testkit.network.Network;
import org.camelpush.mobility.testkit.network.Network.Link;
import org.camelpush.mobility.testkit.network.RequiresNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A route's mailbox on networks that are cut, lose their address or swallow what they get; each mail comes once. */
@RequiresNetwork
class ImapIdleNetworkTest {

    /** A path that swallows everything is noticed within seconds. */
    private static final String VIGILANT =
            "&idleRenewal=2000&livenessTimeout=2000&connectTimeout=3000&reconnectDelay=200";

    /** So many mails may be under way at the same time. */
    private static final int UNDER_WAY = 10;

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

    private void startOn(Link link) {
        startOn(link, "");
    }

    private void startOn(Link link, String options) {
        hub.mobileRoute("inbox", server.imapIdleUri(options)).start();
        awaitIsOn(link);
    }

    private void awaitIsOn(Link link) {
        await().atMost(PATIENCE).until(() -> hub.status("inbox").get("bearer"), link.id()::equals);
    }

    /** As fast as the route takes them. */
    private void deliver(int mails) {
        for (int i = 0; i < mails; i++) {
            String subject = "mail " + (sent.size() + 1);
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> hub.subjects().size() > sent.size() - UNDER_WAY);
            server.deliver(subject);
            sent.add(subject);
        }
    }

    private void assertThatEachCameOnce() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.subjects()).containsAll(sent));
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void scenario03_whenTheCarrierIsCutWhile200MailsArriveEachComesOnce() {
        startOn(Link.WIFI);
        deliver(60);
        network.cut(Link.WIFI);
        deliver(70);
        awaitIsOn(Link.CELLULAR);
        network.mend(Link.WIFI);
        deliver(70);
        awaitIsOn(Link.WIFI);
        assertThatEachCameOnce();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(network.clients(Dovecot.IMAP)).contains(Link.WIFI));
        assertThat(hub.outcomes()).endsWith("OK - wifi", "OK - cellular", "OK cellular wifi");
    }

    @Test
    void scenario39_whenTheAddressIsTakenAwayTheOtherNetworkIsUsed() {
        startOn(Link.WIFI);
        deliver(30);
        network.removeAddress(Link.WIFI);
        deliver(30);
        awaitIsOn(Link.CELLULAR);
        network.addAddress(Link.WIFI);
        deliver(30);
        awaitIsOn(Link.WIFI);
        assertThatEachCameOnce();
    }

    @Test
    void scenario22_aNetworkThatSwallowsEverythingIsLeftWhileMailsArrive() {
        startOn(Link.WIFI, VIGILANT);
        deliver(30);
        network.blackHole(Link.WIFI);
        deliver(30);
        awaitIsOn(Link.CELLULAR);
        assertThat(hub.hub()
                        .getMonitor()
                        .snapshot()
                        .bearer(Link.WIFI.id())
                        .orElseThrow()
                        .isUsable())
                .isTrue();
        network.endBlackHole(Link.WIFI);
        deliver(30);
        assertThatEachCameOnce();
    }

    @Test
    void scenario13_aNetworkThatFlapsUnderTheMailboxLosesNoMailAndIsComeBackToOnce() {
        RulePolicy rules = new RulePolicy();
        rules.setPrefer("wifi,cellular");
        rules.setHoldDown(Duration.ofSeconds(4));
        rules.setDwell(Duration.ZERO);
        rules.setMaxPenalty(100);
        hub.hub().setPolicy(rules);
        startOn(Link.WIFI);
        for (int i = 0; i < 5; i++) {
            network.cut(Link.WIFI);
            deliver(10);
            network.mend(Link.WIFI);
            deliver(5);
        }
        awaitIsOn(Link.WIFI);
        assertThatEachCameOnce();
    }

    @Test
    void scenario05_whenBothAreLostAndOneIsBackTheMailsOfMeanwhileComeByThat() {
        startOn(Link.WIFI);
        deliver(20);
        network.cut(Link.WIFI);
        network.cut(Link.CELLULAR);
        hub.awaitState("inbox", "OFFLINE");
        for (int i = 0; i < 20; i++) {
            sent.add("meanwhile " + i);
            server.deliver("meanwhile " + i);
        }
        network.mend(Link.CELLULAR);
        awaitIsOn(Link.CELLULAR);
        deliver(20);
        assertThatEachCameOnce();
        assertThat(network.clients(Dovecot.IMAP)).contains(Link.CELLULAR);
    }

    @Test
    void scenario01_aNetworkThatIsPluggedInIsMovedToWhileMailsArrive() {
        network.remove(Link.WIFI);
        startOn(Link.CELLULAR);
        deliver(30);
        network.add(Link.WIFI);
        deliver(30);
        awaitIsOn(Link.WIFI);
        deliver(30);
        assertThatEachCameOnce();
        assertThat(hub.outcomes()).containsExactly("OK - cellular", "OK cellular wifi");
        await().atMost(PATIENCE).until(() -> network.clients(Dovecot.IMAP), List.of(Link.WIFI)::equals);
    }
}
