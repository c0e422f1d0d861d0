package org.camelpush.imapidle.security;

import java.io.IOException;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PASSWORD;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** STARTTLS, and everybody who would like to prevent it (RFC 9051 §11.1): the password is sent under TLS or not at all. */
class StartTlsTest {

    private static final String WITH_STARTTLS = "IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR";

    private final RouteFixture route = new RouteFixture();
    private ScriptedImapServer server;

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
    }

    private void serve(Script script) throws IOException {
        server = ScriptedImapServer.start(script);
        route.trust(TestCertificates.localhost())
                .start(RouteFixture.startTlsUri(server.port(), "&connectTimeout=2000&reconnectDelay=50"));
    }

    private void proveNothingSecretIsSent(String expectedWords, Script script) throws IOException {
        serve(script);
        route.awaitState("BACKING_OFF");
        assertThat(route.consumer().getStatusMessage()).contains(expectedWords).doesNotContain(PASSWORD);
        assertThat(server.transcript()).noneMatch(line -> line.matches("C: .*(LOGIN|AUTHENTICATE).*"));
        assertThat(server.transcript().toString()).doesNotContain(PASSWORD);
    }

    /** Reads STARTTLS and answers it together with something else, in clear text and in one packet. */
    private static void injectAfterStartTls(ScriptedConnection client, String injected) throws IOException {
        client.greet(WITH_STARTTLS);
        ScriptedCommand startTls = client.expect("STARTTLS");
        client.send(startTls.tag() + " OK begin TLS", injected);
    }

    @Test
    void mailComesUnderTlsAndNothingSecretIsSaidBefore() throws Exception {
        MailboxScript mailbox =
                new MailboxScript().startTls(TestCertificates.localhost().serverContext());
        mailbox.deliver(mail(1));
        serve(mailbox);
        route.awaitSubjects("mail 1");
        assertThat(server.transcript().stream().filter(line -> line.startsWith("C: ")))
                .startsWith("C: A1 STARTTLS", "C: A2 CAPABILITY");
    }

    @Test
    void case42_whatIsInjectedBetweenStartTlsAndTlsIsNotTrusted() throws Exception {
        proveNothingSecretIsSent("not trusted", client -> {
            injectAfterStartTls(client, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] injected");
            client.awaitClosedByClient();
        });
    }

    @Test
    void case42_anInjectedAnswerToTheCommandUnderTlsIsNotTrusted() throws Exception {
        proveNothingSecretIsSent("not trusted", client -> {
            injectAfterStartTls(client, "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nA2 OK CAPABILITY done");
            client.awaitClosedByClient();
        });
    }

    @Test
    void case42_whatIsInjectedInAPacketOfItsOwnBreaksTls() throws Exception {
        proveNothingSecretIsSent("127.0.0.1", client -> {
            client.greet(WITH_STARTTLS);
            client.reply(client.expect("STARTTLS"), "OK begin TLS");
            client.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN", "A2 OK CAPABILITY done");
            client.awaitClosedByClient();
        });
    }

    @Test
    void capabilitiesFromBeforeTlsAreForgotten() throws Exception {
        serve(client -> {
            client.greet("IMAP4rev1 STARTTLS LOGINDISABLED AUTH=SOMETHING-WEAK");
            client.reply(client.expect("STARTTLS"), "OK begin TLS");
            client.upgradeToTls(TestCertificates.localhost().serverContext());
            ScriptedCommand capability = client.expect("CAPABILITY");
            client.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE");
            client.reply(capability, "OK CAPABILITY done");
            assertThat(client.login("IMAP4rev1 IDLE").secret()).isEqualTo(PASSWORD);
            client.select(0, 1, 1);
            client.serveUntilClosed();
        });
        route.awaitIdle();
    }

    @Test
    void aServerThatRefusesStartTlsGetsNoPassword() throws Exception {
        proveNothingSecretIsSent("The server refused STARTTLS: not today", client -> {
            client.greet(WITH_STARTTLS);
            client.reply(client.expect("STARTTLS"), "NO not today");
            client.awaitClosedByClient();
        });
    }

    @Test
    void aServerThatLogsUsInByItselfToAvoidTlsIsLeft() throws Exception {
        proveNothingSecretIsSent("PREAUTH", client -> {
            client.send("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] welcome");
            client.awaitClosedByClient();
        });
    }

    @Test
    void aCertificateThatIsNotTrustedGetsNoPassword() throws Exception {
        proveNothingSecretIsSent("TLS with 127.0.0.1", client -> {
            client.greet(WITH_STARTTLS);
            client.startTls(TestCertificates.wrongName().serverContext());
            client.awaitClosedByClient();
        });
        await().atMost(PATIENCE).until(() -> server.tlsFailures() == 1);
    }
}
