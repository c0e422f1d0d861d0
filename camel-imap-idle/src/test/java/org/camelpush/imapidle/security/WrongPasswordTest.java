package org.camelpush.imapidle.security;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.ToldExceptions;
import org.camelpush.imapidle.testkit.ScriptedLogin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.openEmpty;
import static org.camelpush.imapidle.RouteFixture.PASSWORD;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** A server that does not want us is not hammered, so that no account is locked. */
class WrongPasswordTest {

    private final RouteFixture route = new RouteFixture();
    private final List<Long> logins = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void case21_afterARefusedLoginTheNextWaitsAtLeastTheLongestDelayAndThePersonIsTold() {
        route.serve("&reconnectDelay=50&maxReconnectDelay=1500", client -> {
            client.greet();
            ScriptedLogin login = client.awaitLogin();
            logins.add(System.nanoTime());
            client.reply(login.command(), "NO [AUTHENTICATIONFAILED] go away, alice");
            client.awaitClosedByClient();
        });
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

    @Test
    void case21_anAccountThatIsRevokedWhileItIsWatchedIsNotHammeredAndThePersonIsToldOfThatToo() {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        route.registry().bind("alarm", new ToldExceptions(told));
        route.serve("&reconnectDelay=50&maxReconnectDelay=500&exceptionHandler=#alarm", client -> {
            if (client.number() == 1) {
                openEmpty(client);
                client.awaitIdle();
                client.send("* BYE session ended");
                return;
            }
            client.greet();
            ScriptedLogin login = client.awaitLogin();
            logins.add(System.nanoTime());
            client.reply(login.command(), "NO [AUTHENTICATIONFAILED] account disabled");
            client.awaitClosedByClient();
        });
        await().atMost(PATIENCE).until(() -> logins.size() == 3);
        for (int i = 1; i < 3; i++) {
            assertThat(Duration.ofNanos(logins.get(i) - logins.get(i - 1)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
        // of the outage, and of the refusal that it turned into; not of each attempt
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).hasSize(2));
        assertThat(told.get(0)).hasMessageContaining("session ended");
        assertThat(told.get(1))
                .message()
                .contains("The server refused the login", "account disabled", "next attempt in");
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(route.context()).stream()
                .filter(result -> result.getCheck().getId().contains(RouteFixture.ROUTE))
                .findFirst()
                .orElseThrow();
    }
}
