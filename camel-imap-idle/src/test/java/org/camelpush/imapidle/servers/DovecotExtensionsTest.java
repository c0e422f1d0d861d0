package org.camelpush.imapidle.servers;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Extensions that a real server has. */
@RequiresDovecot
class DovecotExtensionsTest {

    private final RouteFixture route = new RouteFixture();
    private DovecotServer server;

    @BeforeEach
    void serve() throws Exception {
        server = DovecotServer.start();
        route.trust(server.certificates());
    }

    @AfterEach
    void stop() throws Exception {
        route.close();
        server.close();
    }

    private void start(String options) {
        route.start("imaps-idle:127.0.0.1:" + server.tlsPort() + "?sslContextParameters=#tls&username=alice&password="
                + server.password() + options);
    }

    @Test
    void compressesInsideTlsAndSaysWhoItIs() throws Exception {
        for (int i = 1; i <= 50; i++) {
            server.deliver("alice", TestMails.plain("early " + i, "words ".repeat(5_000)));
        }
        start("&compress=true&identify=true&idleRenewal=500");
        route.awaitIdle();
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 50);
        server.deliver("alice", TestMails.plain("late", "x".repeat(2_000_000)));
        await().atMost(PATIENCE).until(() -> route.subjects().contains("late"));
        assertThat(route.details())
                .containsEntry("serverSoftware", "Dovecot")
                .hasEntrySatisfying("extensions", in -> assertThat(in.toString())
                        .contains("COMPRESS=DEFLATE", "ESEARCH", "IDLE", "MOVE", "UIDPLUS"));
        assertThat(route.details()).containsEntry("losses", 0L);
    }

    /** A file may be written faster than is looked, when a compressed megabyte has come in one piece and nothing follows. */
    @Test
    void largeMailsComeWholeWhenNothingFollowsThem() throws Exception {
        start("&compress=true");
        route.awaitIdle();
        for (int i = 1; i <= 20; i++) {
            int size = 1_000_000 + 100_000 * i;
            server.deliver("alice", TestMails.plain("large " + i, "x".repeat(size)));
            String subject = "large " + i;
            await().atMost(PATIENCE).until(() -> route.subjects().contains(subject));
        }
        assertThat(route.details()).containsEntry("losses", 0L);
    }

    @Test
    void findsWithASetWhatIsThereAlready() throws Exception {
        for (int i = 1; i <= 3; i++) {
            server.deliver("alice", TestMails.plain("early " + i, "words"));
        }
        start("");
        await().atMost(PATIENCE).until(() -> route.subjects().size() == 3);
        route.consumer().reconnect();
        server.deliver("alice", TestMails.plain("late", "words"));
        await().atMost(PATIENCE).until(() -> route.subjects().contains("late"));
        assertThat(route.subjects()).hasSize(4);
    }
}
