package org.camelpush.imapidle.producer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.mail.PasswordAuthentication;

import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.camelpush.imapidle.MailboxSource;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** How a producer gets in, and how it does not. */
class ProducerLoginTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.localhost();

    private final MailboxScript model = new MailboxScript().credentials("alice", ProducerFixture.PASSWORD);
    private final ProducerFixture mailbox = new ProducerFixture();
    private ScriptedImapServer server;

    @AfterEach
    void stop() throws IOException {
        mailbox.close();
        server.close();
    }

    private void trust() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + CERTIFICATES.trustStore());
        store.setPassword(CERTIFICATES.password());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        mailbox.context().getRegistry().bind("tls", tls);
    }

    private static String tls(String scheme, String host, int port) {
        return scheme + ":" + host + ":" + port + "?username=alice&password=" + ProducerFixture.PASSWORD
                + "&sslContextParameters=#tls";
    }

    @Test
    void aWrongPasswordIsToldInTheServersWordsAndNotTriedAgainAtOnce() throws Exception {
        model.credentials("alice", "another");
        server = ScriptedImapServer.start(model);
        mailbox.start(ProducerFixture.uri(server.port(), ""));
        assertThat(mailbox.fails("status", Map.of()))
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("Login refused by alice at 127.0.0.1")
                .hasMessageNotContaining(ProducerFixture.PASSWORD);
        int accepted = server.accepted();
        assertThat(mailbox.fails("status", Map.of()))
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("the next login is tried in");
        assertThat(server.accepted()).isEqualTo(accepted);
    }

    @Test
    void theNextLoginIsTriedAfterTheLongestDelayOrAfterARestart() throws Exception {
        model.credentials("alice", "another");
        server = ScriptedImapServer.start(model);
        mailbox.start(ProducerFixture.uri(server.port(), "&reconnectDelay=50&maxReconnectDelay=10m"));
        assertThat(mailbox.fails("status", Map.of())).isInstanceOf(ServerRefusedException.class);
        model.credentials("alice", ProducerFixture.PASSWORD);
        assertThat(mailbox.fails("status", Map.of())).isInstanceOf(ServerRefusedException.class);
        mailbox.context().getRouteController().stopRoute(ProducerFixture.ROUTE);
        mailbox.context().getRouteController().startRoute(ProducerFixture.ROUTE);
        mailbox.done("status", Map.of(), null);
    }

    @Test
    void aRouteThatWasStoppedAndStartedHasANewConnection() throws Exception {
        server = ScriptedImapServer.start(model);
        mailbox.start(ProducerFixture.uri(server.port(), ""));
        mailbox.done("status", Map.of(), null);
        mailbox.context().getRouteController().stopRoute(ProducerFixture.ROUTE);
        await().atMost(PATIENCE).until(() -> server.open() == 0);
        mailbox.context().getRouteController().startRoute(ProducerFixture.ROUTE);
        mailbox.done("status", Map.of(), null);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void theAuthenticatorIsAskedBeforeEachLogin() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        mailbox.context().getRegistry().bind("tokens", new MailAuthenticator() {
            @Override
            public PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("alice", "token-" + asked.incrementAndGet());
            }
        });
        model.credentials("alice", "token-1");
        server = ScriptedImapServer.start(model);
        mailbox.start("imap-idle:127.0.0.1:" + server.port() + "?startTls=false&authenticator=#tokens");
        mailbox.done("status", Map.of(), null);
        model.credentials("alice", "token-2");
        model.disconnectAll();
        mailbox.done("status", Map.of(), null);
        assertThat(asked).hasValue(2);
    }

    @Test
    void anAuthenticatorThatGivesNothingIsNamed() throws Exception {
        mailbox.context().getRegistry().bind("tokens", new MailAuthenticator() {
            @Override
            public PasswordAuthentication getPasswordAuthentication() {
                return null;
            }
        });
        server = ScriptedImapServer.start(model);
        mailbox.start("imap-idle:127.0.0.1:" + server.port() + "?startTls=false&authenticator=#tokens");
        assertThat(mailbox.fails("status", Map.of())).hasMessageContaining("the authenticator gave none");
        assertThat(server.accepted()).isZero();
    }

    private void token() {
        mailbox.context().getRegistry().bind("tokens", new MailAuthenticator() {
            @Override
            public PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("alice", "token-1");
            }
        });
        model.credentials("alice", "token-1");
    }

    @Test
    void aTokenGoesByXoauth2() throws Exception {
        token();
        server = ScriptedImapServer.start(
                model.capabilities(MailboxScript.CAPABILITIES + " AUTH=XOAUTH2", MailboxScript.CAPABILITIES));
        mailbox.start(
                "imap-idle:127.0.0.1:" + server.port() + "?startTls=false&authenticator=#tokens&authMechanism=XOAUTH2");
        mailbox.done("status", Map.of(), null);
        assertThat(server.transcript()).anyMatch(line -> line.contains("AUTHENTICATE XOAUTH2"));
    }

    @Test
    void aTokenNeverGoesAsAPassword() throws Exception {
        token();
        server = ScriptedImapServer.start(model);
        mailbox.start(
                "imap-idle:127.0.0.1:" + server.port() + "?startTls=false&authenticator=#tokens&authMechanism=XOAUTH2");
        assertThat(mailbox.fails("status", Map.of())).hasMessageContaining("does not offer to log in by XOAUTH2");
        assertThat(server.transcript()).noneMatch(line -> line.contains("LOGIN ") || line.contains("AUTHENTICATE"));
    }

    @Test
    void whatAProducerCannotDoIsRefusedAtItsStart() throws Exception {
        token();
        server = ScriptedImapServer.start(model);
        assertThatThrownBy(() -> mailbox.start("imap-idle:127.0.0.1:" + server.port()
                        + "?startTls=false&authenticator=#tokens&authMechanism=OAUTHBEARER"))
                .hasStackTraceContaining("Option authMechanism is OAUTHBEARER");
    }

    @Test
    void oneOfManyMailboxesIsNotPicked() throws Exception {
        MailboxSource source = List::of;
        mailbox.context().getRegistry().bind("accounts", source);
        server = ScriptedImapServer.start(model);
        assertThatThrownBy(() -> mailbox.start(ProducerFixture.uri(server.port(), "&mailboxes=#accounts")))
                .hasStackTraceContaining("Option mailboxes is set; a producer works in one mailbox");
    }

    @Test
    void startTlsComesBeforeTheLogin() throws Exception {
        trust();
        server = ScriptedImapServer.start(model.startTls(CERTIFICATES.serverContext()));
        mailbox.start(tls("imap-idle", "localhost", server.port()));
        mailbox.done("status", Map.of(), null);
        assertThat(server.transcript()).anyMatch(line -> line.contains("STARTTLS"));
    }

    @Test
    void withoutStartTlsThePasswordIsNotSent() throws Exception {
        trust();
        server = ScriptedImapServer.start(model);
        mailbox.start(tls("imap-idle", "localhost", server.port()));
        assertThat(mailbox.fails("status", Map.of()))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("STARTTLS required but not supported");
        assertThat(server.transcript()).noneMatch(line -> line.contains("LOGIN") || line.contains("AUTHENTICATE"));
    }

    @Test
    void tlsFromTheFirstOctet() throws Exception {
        trust();
        server = ScriptedImapServer.start(model, CERTIFICATES.serverContext());
        mailbox.start(tls("imaps-idle", "127.0.0.1", server.port()));
        mailbox.done("status", Map.of(), null);
    }

    @Test
    void aCertificateNobodyTrustsIsRefused() throws Exception {
        server = ScriptedImapServer.start(model, CERTIFICATES.serverContext());
        mailbox.start("imaps-idle:localhost:" + server.port() + "?username=alice&password=x");
        assertThat(mailbox.fails("status", Map.of()))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("No connection to alice at localhost");
        assertThat(server.transcript()).noneMatch(line -> line.contains("LOGIN"));
    }
}
