package org.camelpush.imapidle.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import jakarta.mail.PasswordAuthentication;

import org.apache.camel.component.mail.MailAuthenticator;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Access tokens that a real server checks. */
@RequiresDovecot
class DovecotTokenTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RouteFixture route = new RouteFixture();
    private final AtomicInteger asked = new AtomicInteger();
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

    private void start(String mechanism, IntFunction<Duration> validity) {
        route.registry().bind("tokens", new MailAuthenticator() {
            @Override
            public PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        "alice", server.token("alice", validity.apply(asked.incrementAndGet())));
            }
        });
        route.start("imaps-idle:127.0.0.1:" + server.tlsPort() + "?sslContextParameters=#tls&authenticator=#tokens"
                + "&authMechanism=" + mechanism);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XOAUTH2", "OAUTHBEARER"})
    void aTokenThatIsOverIsFollowedByAFreshOne(String mechanism) throws Exception {
        start(mechanism, number -> number == 1 ? HOUR.negated() : HOUR);
        route.awaitIdle();
        server.deliver("alice", TestMails.plain("by token", "words"));
        route.awaitSubjects("by token");
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XOAUTH2", "OAUTHBEARER"})
    void theServersReasonIsTold(String mechanism) {
        start(mechanism, number -> HOUR.negated());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.consumer().getStatusMessage())
                .contains("The server refused the access token (status ", "next attempt in"));
        await().atMost(PATIENCE).until(() -> route.details().get("attempts").equals(1));
        assertThat(asked).hasValue(2);
    }
}
