package org.camelpush.mobility.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LogLines;
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

/** Mailboxes that move on servers which can less, or number their mails anew meanwhile. */
@RequiresNetwork
class ServersNetworkTest {

    private final Network network = Network.open(Link.WIFI, Link.CELLULAR);
    private final HubFixture hub = new HubFixture(network.monitor());
    private final List<String> sent = new ArrayList<>();
    private Dovecot server;

    @AfterEach
    void stop() {
        hub.close();
        server.close();
        network.close();
    }

    private void startOnWifi(String configuration, String options) {
        server = Dovecot.start(network, configuration);
        hub.mobileRoute("inbox", server.imapIdleUri(options)).start();
        awaitIsOn(Link.WIFI);
    }

    private void awaitIsOn(Link link) {
        await().atMost(PATIENCE).until(() -> hub.status("inbox").get("bearer"), link.id()::equals);
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

    private void assertThatEachCameOnce() {
        awaitArrived(sent.size());
        await().atMost(PATIENCE).until(() -> server.unseen() == 0);
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
    }

    private String capabilities() throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(network.address(Link.WIFI)), 0));
            socket.connect(new InetSocketAddress(network.server(), Dovecot.IMAP));
            socket.getOutputStream()
                    .write("a LOGIN alice secret\r\nb CAPABILITY\r\nc LOGOUT\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMAP4rev1 LITERAL+ ENABLE IDLE UIDPLUS CONDSTORE",
                "IMAP4rev1 LITERAL+ IDLE UIDPLUS",
                "IMAP4rev1"
            })
    void scenario27_aServerThatCanLessLosesNoMailOnAMove(String capability) throws IOException {
        startOnWifi("imap_capability = " + capability, "&pollInterval=500");
        String offered = capabilities();
        for (String each : List.of("QRESYNC", "NOTIFY", "CONDSTORE", "IDLE")) {
            assertThat(offered.contains(each)).isEqualTo(capability.contains(each));
        }
        deliver(30);
        awaitArrived(10);
        network.cut(Link.WIFI);
        deliver(30);
        awaitIsOn(Link.CELLULAR);
        network.mend(Link.WIFI);
        deliver(30);
        awaitIsOn(Link.WIFI);
        deliver(10);
        assertThatEachCameOnce();
    }

    @Test
    void scenario26_mailsThatWereNumberedAnewWhileNobodyWatchedDoNotComeAgain() {
        startOnWifi("", "");
        deliver(10);
        assertThatEachCameOnce();
        network.cut(Link.WIFI);
        network.cut(Link.CELLULAR);
        hub.awaitState("inbox", "OFFLINE");
        server.renumber();
        deliver(5);
        try (LogLines log = LogLines.of(ImapIdleConsumer.class)) {
            network.mend(Link.CELLULAR);
            awaitIsOn(Link.CELLULAR);
            deliver(5);
            assertThatEachCameOnce();
            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("UIDVALIDITY"))
                    .hasSize(1);
        }
    }
}
