package org.camelpush.imapidle.reconnect;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A real server that is lost in every way; whatever happens, each mail comes exactly once. */
@RequiresDovecot
class DovecotOutageTest {

    private static final String USER = "anna";
    private static final String FAST = "&reconnectDelay=20&maxReconnectDelay=50&connectTimeout=2000";

    private final RouteFixture route = new RouteFixture();
    private final Set<String> delivered = new HashSet<>();
    private DovecotServer dovecot;
    private FaultProxy proxy;

    @BeforeEach
    void startServer() throws Exception {
        dovecot = DovecotServer.start();
        proxy = FaultProxy.to(dovecot.port());
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        proxy.close();
        dovecot.close();
    }

    private void start(String options) {
        route.start("imap-idle:127.0.0.1:" + proxy.port() + "?startTls=false&username=" + USER + "&password="
                        + dovecot.password() + FAST + options)
                .awaitIdle();
    }

    private void deliver(String subject) throws IOException {
        deliver(subject, "body");
    }

    private void deliver(String subject, String body) throws IOException {
        delivered.add(subject);
        dovecot.deliver(USER, TestMails.plain(subject, body));
    }

    private void awaitEachOnce() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.subjects()).containsExactlyInAnyOrderElementsOf(delivered));
    }

    private void awaitAllSeen() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dovecot.flagsOf(USER, "INBOX").values())
                        .hasSize(delivered.size())
                        .allMatch(flags -> flags.contains("\\Seen")));
    }

    private void awaitLosses(long atLeast) {
        await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= atLeast);
    }

    @Test
    void case10_aPeerThatIsGoneWithoutAWordWhileIdlingIsNoticedAndWhatCameMeanwhileIsDelivered() throws Exception {
        start("&idleRenewal=300&livenessTimeout=300");
        deliver("before");
        awaitEachOnce();
        route.awaitIdle();
        proxy.blackHole();
        deliver("meanwhile");
        awaitLosses(1);
        assertThat(route.consumer().getLastError()).contains("No answer from the server");
        proxy.restore();
        awaitEachOnce();
        route.awaitIdle();
        deliver("after");
        awaitEachOnce();
    }

    @Test
    void case11_aPeerThatDoesNotAnswerDoneIsLeft() throws Exception {
        start("&livenessTimeout=300");
        proxy.dropAnswerTo("DONE");
        deliver("announced");
        awaitLosses(1);
        assertThat(route.consumer().getLastError()).contains("No answer from the server");
        proxy.restore();
        awaitEachOnce();
        awaitAllSeen();
    }

    @Test
    void case12_cutAnywhereInALineOrALiteralWhileManyMailsCome() throws Exception {
        start("&livenessTimeout=2000");
        for (int bytes : new int[] {1, 30, 400, 700, 950, 1_100, 1_400, 2_100, 3_000, 4_001, 5_555, 8_000}) {
            awaitEachOnce();
            route.awaitIdle();
            proxy.cutOnceAfterBytes(bytes);
            deliverUntilLost(1);
        }
        // no connection gets further than a mail or two, whatever it asks for
        proxy.cutAfterBytes(4_000);
        deliverUntilLost(8);
        proxy.restore();
        awaitEachOnce();
        awaitAllSeen();
    }

    private void deliverUntilLost(int times) {
        long enough = route.consumer().getLosses() + times;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            for (int i = 0; i < 5; i++) {
                deliver("mail " + delivered.size(), "line of a mail\n".repeat(20 * i));
            }
            return route.consumer().getLosses() >= enough;
        });
    }

    @Test
    void case14_theServerIsKilledAndComesBack() throws Exception {
        start("&livenessTimeout=2000");
        deliver("before");
        awaitEachOnce();
        awaitAllSeen();
        dovecot.kill9();
        awaitLosses(1);
        deliver("while it was dead");
        dovecot.restart();
        awaitEachOnce();
        route.awaitIdle();
        deliver("after");
        awaitEachOnce();
    }

    @Test
    void case14_theServerShutsDownInOrderAndComesBack() throws Exception {
        start("&livenessTimeout=2000");
        dovecot.stop();
        awaitLosses(1);
        deliver("while it was down");
        dovecot.restart();
        awaitEachOnce();
    }
}
