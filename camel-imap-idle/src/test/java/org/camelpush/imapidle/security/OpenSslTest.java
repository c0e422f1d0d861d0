package org.camelpush.imapidle.security;

import java.io.IOException;
import java.util.List;

import org.apache.camel.support.jsse.FilterParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelpush.imapidle.LogLines;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.net.TlsEngines;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.Conversation.mail;

/** Who does TLS; that both do it as they must is for {@link TlsTest}. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class OpenSslTest {

    private final TestCertificates certificates = TestCertificates.localhost();
    private final MailboxScript mailbox = new MailboxScript();
    private final RouteFixture route = new RouteFixture().trust(certificates);
    private final LogLines logged = new LogLines();
    private ScriptedImapServer server;

    @BeforeEach
    void serve() throws Exception {
        server = ScriptedImapServer.start(mailbox, certificates.serverContext());
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
        logged.close();
    }

    private List<String> linesOfAPush() {
        route.start(RouteFixture.tlsUri(server.port(), "")).awaitIdle();
        mailbox.deliver(mail(1));
        route.awaitSubjects("mail 1");
        return logged.all();
    }

    @Test
    void openSslDoesItWhereItIsThere() {
        assertThat(TlsEngines.hasOpenSsl()).isTrue();
        assertThat(linesOfAPush()).anyMatch(line -> line.startsWith("TLS is done by BoringSSL"));
    }

    @Test
    void theJdkDoesItWhereMoreIsAskedFor() {
        FilterParameters ciphers = new FilterParameters();
        ciphers.getInclude().add("TLS_AES_.*");
        route.registry().lookupByNameAndType("tls", SSLContextParameters.class).setCipherSuitesFilter(ciphers);
        assertThat(linesOfAPush())
                .anyMatch(line -> line.startsWith("TLS is done by the JDK"))
                .anyMatch(line -> line.contains("sslContextParameters has cipherSuitesFilter"));
    }
}
