package org.camelpush.imapidle.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.mail.PasswordAuthentication;

import org.apache.camel.component.mail.MailAuthenticator;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.ScriptedLogin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Access tokens: a fresh one for each login, and what becomes of one that is over. */
class TokenLoginTest {

    private static final String CAPABILITIES = "IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER IDLE";
    private static final String WHY =
            "{\"status\":\"invalid_token\",\"schemes\":\"bearer\",\"scope\":\"https://mail.example.com/\"}";

    private final RouteFixture route = new RouteFixture();
    private final AtomicInteger tokens = new AtomicInteger();
    private ScriptedImapServer server;

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
    }

    /** As camel-mail-microsoft-oauth's: user and token, asked before each login. */
    private final class Tokens extends MailAuthenticator {
        @Override
        public PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("alice", "token-" + tokens.incrementAndGet());
        }
    }

    private void serve(String mechanism, Script script) throws IOException {
        server = ScriptedImapServer.start(script);
        route.registry().bind("tokens", new Tokens());
        route.start("imap-idle:127.0.0.1:" + server.port() + "?startTls=false&authenticator=#tokens&authMechanism="
                + mechanism + "&reconnectDelay=50&maxReconnectDelay=600000");
    }

    private static void refuse(ScriptedConnection client, String answer) throws IOException {
        ScriptedLogin login = client.awaitLogin();
        client.send("+ " + Base64.getEncoder().encodeToString(WHY.getBytes(StandardCharsets.UTF_8)));
        client.expectLine(answer);
        client.reply(login.command(), "NO [AUTHENTICATIONFAILED] " + login.secret() + " is over");
        client.awaitClosedByClient();
    }

    @ParameterizedTest
    @CsvSource({"XOAUTH2,''", "OAUTHBEARER,AQ=="})
    void case22and23_afterARefusedTokenAFreshOneLogsInAtOnce(String mechanism, String answer) throws Exception {
        MailboxScript mailbox = new MailboxScript().capabilities(CAPABILITIES).credentials("alice", "token-2");
        mailbox.deliver(mail(1));
        serve(mechanism, client -> {
            if (client.number() == 1) {
                client.greet(CAPABILITIES);
                refuse(client, answer);
            } else {
                mailbox.serve(client);
            }
        });
        route.awaitSubjects("mail 1");
        assertThat(server.transcript()).anyMatch(line -> line.contains("AUTHENTICATE " + mechanism));
        assertThat(route.details()).containsEntry("attempts", 0);
    }

    @ParameterizedTest
    @CsvSource({"XOAUTH2,''", "OAUTHBEARER,AQ=="})
    void case23_aTokenThatIsNeverTakenIsNotTriedTooOftenAndThePersonIsToldWhy(String mechanism, String answer)
            throws Exception {
        serve(mechanism, client -> {
            client.greet(CAPABILITIES);
            refuse(client, answer);
        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.consumer().getStatusMessage())
                .contains("The server refused the access token")
                .contains("status invalid_token, scope https://mail.example.com/, schemes bearer")
                .contains("next attempt in")
                .doesNotContain("token-"));
        await().atMost(PATIENCE).until(() -> route.details().get("attempts").equals(1));
        assertThat(tokens).hasValue(2);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void case22_whenTheServerEndsTheSessionWithItsTokenAFreshOneIsUsed() throws Exception {
        MailboxScript mailbox = new MailboxScript().capabilities(CAPABILITIES);
        serve("XOAUTH2", mailbox);
        route.awaitIdle();
        for (ScriptedConnection connection : List.copyOf(mailbox.connections())) {
            connection.send("* BYE Session expired, please login again.");
        }
        await().atMost(PATIENCE).until(() -> tokens.get() == 2);
        route.awaitIdle();
        mailbox.deliver(mail(1));
        route.awaitSubjects("mail 1");
    }

    @Test
    void withoutAMechanismAnAuthenticatorGivesAPassword() throws Exception {
        MailboxScript mailbox = new MailboxScript().capabilities(CAPABILITIES).credentials("alice", "token-1");
        serve("AUTO", mailbox);
        route.awaitIdle();
        assertThat(server.transcript()).anyMatch(line -> line.contains("AUTHENTICATE PLAIN"));
    }

    @Test
    void aServerWithoutTheMechanismIsToldApartAndGetsNoToken() throws Exception {
        serve("OAUTHBEARER", client -> {
            client.greet("IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2");
            client.awaitClosedByClient();
        });
        route.awaitState("BACKING_OFF");
        assertThat(route.consumer().getStatusMessage())
                .contains("OAUTHBEARER", "it offers PLAIN, XOAUTH2", "authMechanism");
        assertThat(server.transcript()).noneMatch(line -> line.contains("AUTHENTICATE"));
    }
}
