package org.camelpush.imapidle.security;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.ScriptedLogin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PASSWORD;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A server that does not want us is not hammered, so that no account is locked. */
class WrongPasswordTest {

    private final RouteFixture route = new RouteFixture();
    private final List<Long> logins = new CopyOnWriteArrayList<>();
    private ScriptedImapServer server;

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
    }

    @Test
    void case21_afterARefusedLoginTheNextWaitsAtLeastTheLongestDelayAndThePersonIsTold() throws Exception {
        server = ScriptedImapServer.start(client -> {
            client.greet();
            ScriptedLogin login = client.awaitLogin();
            logins.add(System.nanoTime());
            client.reply(login.command(), "NO [AUTHENTICATIONFAILED] go away, alice");
            client.awaitClosedByClient();
        });
        route.start(RouteFixture.uri(server.port(), "&reconnectDelay=50&maxReconnectDelay=1500"));
        route.awaitState("BACKING_OFF");
        assertThat(route.consumer().getStatusMessage())
                .contains("The server refused the login", "go away, alice", "next attempt in");
        assertThat(health().getMessage().orElseThrow() + health().getDetails())
                .contains("go away, alice")
                .doesNotContain(PASSWORD);
        await().atMost(PATIENCE).until(() -> logins.size() == 2);
        // less a jitter of a fifth
        assertThat(Duration.ofNanos(logins.get(1) - logins.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(1_200));
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(route.context()).stream()
                .filter(result -> result.getCheck().getId().contains(RouteFixture.ROUTE))
                .findFirst()
                .orElseThrow();
    }
}
