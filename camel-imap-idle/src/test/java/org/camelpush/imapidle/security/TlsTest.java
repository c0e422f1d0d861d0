package org.camelpush.imapidle.security;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Run twice by the build, by OpenSSL and by the JDK (execution {@code bare} of surefire). */
@Tag("also-bare")
class TlsTest {

    private final RouteFixture route = new RouteFixture();

    @AfterEach
    void stop() {
        route.close();
    }

    private void trust(TestCertificates certificates) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setCamelContext(route.context());
        store.setResource("file:" + certificates.trustStore());
        store.setPassword(certificates.password());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        route.registry().bind("tls", tls);
    }

    @Test
    @RequiresDovecot
    void pushesOverTlsFromTheFirstOctet() throws Exception {
        try (DovecotServer server = DovecotServer.start()) {
            trust(server.certificates());
            route.start("imaps-idle:localhost:" + server.tlsPort()
                    + "?sslContextParameters=#tls&username=alice&password=" + server.password());
            route.awaitIdle();
            server.deliver("alice", TestMails.plain("secured", "words"));
            route.awaitSubjects("secured");
        }
    }

    @Test
    @RequiresDovecot
    void pushesAfterStartTls() throws Exception {
        try (DovecotServer server = DovecotServer.start()) {
            trust(server.certificates());
            route.start("imap-idle:localhost:" + server.port() + "?sslContextParameters=#tls&username=alice&password="
                    + server.password());
            route.awaitIdle();
            server.deliver("alice", TestMails.plain("secured", "words"));
            route.awaitSubjects("secured");
        }
    }

    @Test
    void case42_sendsNothingSecretWhereTheCertificateIsForAnotherName() throws Exception {
        TestCertificates wrong = TestCertificates.wrongName();
        trust(wrong);
        try (ScriptedImapServer server = ScriptedImapServer.start(new MailboxScript(), wrong.serverContext())) {
            route.start("imaps-idle:localhost:" + server.port()
                    + "?sslContextParameters=#tls&username=alice&password=s3cret-pw");
            route.awaitState("BACKING_OFF");
            assertThat(route.consumer().getStatusMessage())
                    .contains("TLS with localhost", "failed: No subject alternative DNS name matching localhost");
            assertThat(server.transcript()).noneMatch(line -> line.startsWith("C:"));
            await().atMost(PATIENCE).until(() -> server.open() == 0);
        }
    }

    @Test
    void sendsNothingSecretWhereNobodyTrustedVouchesForTheCertificate() throws Exception {
        trust(TestCertificates.wrongName());
        try (ScriptedImapServer server = ScriptedImapServer.start(
                new MailboxScript(), TestCertificates.localhost().serverContext())) {
            route.start("imaps-idle:localhost:" + server.port()
                    + "?sslContextParameters=#tls&username=alice&password=s3cret-pw");
            route.awaitState("BACKING_OFF");
            assertThat(route.consumer().getStatusMessage()).contains("TLS with localhost", "failed: PKIX path");
            assertThat(server.transcript()).noneMatch(line -> line.startsWith("C:"));
        }
    }

    @Test
    void showsTheKeyThatWasConfigured() throws Exception {
        TestCertificates own = TestCertificates.localhost();
        try (SSLServerSocket server = strictServer(own)) {
            trust(own);
            SSLContextParameters tls = route.registry().lookupByNameAndType("tls", SSLContextParameters.class);
            tls.setKeyManagers(key(own));
            route.start("imaps-idle:localhost:" + server.getLocalPort()
                    + "?sslContextParameters=#tls&username=alice&password=s3cret-pw");
            server.setSoTimeout((int) PATIENCE.toMillis());
            try (SSLSocket client = (SSLSocket) server.accept()) {
                client.startHandshake();
                assertThat(client.getSession().getPeerCertificates()).containsExactly(own.certificate());
            }
        }
    }

    /** Lets in only who shows this certificate. */
    private static SSLServerSocket strictServer(TestCertificates certificates) throws Exception {
        SSLServerSocket server = (SSLServerSocket)
                certificates.mutualContext().getServerSocketFactory().createServerSocket(0);
        server.setNeedClientAuth(true);
        return server;
    }

    private static KeyManagersParameters key(TestCertificates certificates) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + certificates.keyStore());
        store.setPassword(certificates.password());
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(store);
        keys.setKeyPassword(certificates.password());
        return keys;
    }

    @Test
    void sendsNothingSecretWhereTheServerHasNoStartTls() throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(new MailboxScript())) {
            route.start("imap-idle:localhost:" + server.port() + "?username=alice&password=s3cret-pw");
            route.awaitState("BACKING_OFF");
            assertThat(route.consumer().getStatusMessage())
                    .contains("does not offer STARTTLS", "use imaps-idle, or startTls=false");
            assertThat(server.transcript())
                    .filteredOn(line -> line.startsWith("C:"))
                    .noneMatch(line -> line.contains("LOGIN") || line.contains("AUTHENTICATE"));
        }
    }
}
