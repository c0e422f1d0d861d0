package org.camelpush.mobility.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.camelpush.mobility.testkit.network.Dovecot;
import org.camelpush.mobility.testkit.network.MailWatcher;
import org.camelpush.mobility.testkit.network.Network;
import org.camelpush.mobility.testkit.network.Network.Link;
import org.camelpush.mobility.testkit.network.RequiresNetwork;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** With Multipath TCP below the JVM a connection stands on several networks, and nobody moves. */
@RequiresNetwork
class MultipathNetworkTest {

    private static final List<String> MULTIPATH = List.of("/usr/bin/mptcpize", "run");

    /** What the kernel lacks cannot be installed; what Debian has is there where networks are required. */
    @BeforeAll
    static void look() throws IOException {
        Path enabled = Path.of("/proc/sys/net/mptcp/enabled");
        boolean kernel =
                Files.exists(enabled) && Files.readString(enabled).trim().equals("1");
        boolean tool = Files.isExecutable(Path.of(MULTIPATH.get(0)));
        if (kernel && !tool && Boolean.parseBoolean(System.getenv("REQUIRE_NETNS"))) {
            throw new IllegalStateException("apt-get install mptcpize");
        }
        if (!kernel || !tool) {
            LoggerFactory.getLogger(MultipathNetworkTest.class)
                    .warn(
                            "*** NO MULTIPATH TCP HERE: NOT RUN. It needs a kernel with it, and apt-get install mptcpize");
            Assumptions.abort("no Multipath TCP");
        }
    }

    @Test
    void scenario46_aConnectionThatStandsOnTwoNetworksOutlivesTheLossOfOne() throws IOException {
        try (Network network = Network.open(Link.WIFI, Link.CELLULAR)) {
            network.run("ip mptcp limits set subflows 2");
            network.addPath(Link.CELLULAR);
            try (Dovecot server = Dovecot.start(network, "", MULTIPATH);
                    MailWatcher watcher = MailWatcher.start(
                            MULTIPATH, server.imapIdleUri("&localAddress=" + network.address(Link.WIFI)))) {
                List<String> expected = new ArrayList<>();
                deliver(server, expected, "by both");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(watcher.mails()).containsExactlyInAnyOrderElementsOf(expected));
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(network.clients(Dovecot.IMAP))
                        .contains(Link.WIFI, Link.CELLULAR));
                network.cut(Link.WIFI);
                for (int i = 1; i <= 20; i++) {
                    deliver(server, expected, "by cellular alone " + i);
                }
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(watcher.mails()).containsExactlyInAnyOrderElementsOf(expected));
                await().atMost(PATIENCE).until(() -> server.unseen() == 0);
            } finally {
                network.removePath(Link.CELLULAR);
            }
        }
    }

    private static void deliver(Dovecot server, List<String> expected, String subject) {
        server.deliver(subject);
        expected.add(subject + ", losses 0");
    }
}
