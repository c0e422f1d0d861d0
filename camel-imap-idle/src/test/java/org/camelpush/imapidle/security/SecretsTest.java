package org.camelpush.imapidle.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.LogLines;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.TunnelProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** With every log line switched on, none shows a password or what stands in a mail. */
class SecretsTest {

    private final LogLines logged = new LogLines();
    private final List<String> lines = logged.all();

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void noLogLineShowsThePasswordOfAProxy() throws Exception {
        String password = "hunter2-of-the-proxy";
        try (TunnelProxy proxy = TunnelProxy.http("joe", "another");
                RouteFixture route = new RouteFixture()) {
            route.start(RouteFixture.uri(
                    1, "&proxy=http://127.0.0.1:" + proxy.port() + "&proxyUsername=joe&proxyPassword=" + password));
            route.awaitState("BACKING_OFF");
            assertThat(route.consumer().getStatusMessage()).contains("407").doesNotContain(password);
            assertThat(route.consumer().getEndpoint().toString()).doesNotContain(password);
        }
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(password));
    }

    @Test
    void noLogLineShowsAPasswordOrAMail() {
        String sasl = Base64.getEncoder()
                .encodeToString(('\0' + GreenMailServer.USER + '\0' + GreenMailServer.PASSWORD)
                        .getBytes(StandardCharsets.UTF_8));
        try (GreenMailServer server = new GreenMailServer();
                RouteFixture route =
                        new RouteFixture().start(server.uri("&redeliveryDelay=20&maxDeliveryAttempts=2"))) {
            route.work(exchange -> {
                throw new IllegalStateException("on purpose");
            });
            route.awaitIdle();
            server.deliver("confidential");
            await().atMost(PATIENCE).until(() -> !route.subjects().isEmpty());
            route.consumer().reconnect();
            await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("IDLE")));
        }
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("Failed delivery"))
                .isNotEmpty()
                .noneMatch(line -> line.contains(GreenMailServer.PASSWORD))
                .noneMatch(line -> line.contains(sasl))
                .noneMatch(line -> line.contains("confidential"));
    }
}
