package org.camelpush.imapidle.security;

import java.io.IOException;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.X509ExtendedKeyManager;

import org.apache.camel.support.jsse.FilterParameters;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelpush.imapidle.LogLines;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.net.TlsEngines;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

    private SSLContextParameters parameters() {
        return route.registry().lookupByNameAndType("tls", SSLContextParameters.class);
    }

    @Test
    void theProviderThatIsAskedForDoesIt() {
        parameters().setProvider("SunJSSE");
        assertThat(linesOfAPush())
                .anyMatch(line -> line.startsWith("TLS is done by the JDK"))
                .anyMatch(line -> line.contains("sslContextParameters has provider"));
    }

    @Test
    void theJdkDoesItWhereKeysOrTrustComeFromAProvider() {
        parameters().getTrustManagers().getKeyStore().setProvider("SUN");
        assertThat(linesOfAPush())
                .anyMatch(line -> line.startsWith("TLS is done by the JDK"))
                .anyMatch(line -> line.contains("sslContextParameters has a provider"));
    }

    @Test
    void theJdkDoesItWhereAKeyNeverLeavesItsDevice() {
        parameters().setKeyManagers(new KeyManagersParameters() {
            @Override
            public KeyManager[] createKeyManagers() {
                return new KeyManager[] {new DeviceKeys()};
            }
        });
        assertThat(linesOfAPush())
                .anyMatch(line -> line.startsWith("TLS is done by the JDK"))
                .anyMatch(line -> line.contains("cannot use these key or trust managers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"context", "keys", "trust"})
    void aProviderThatIsNotThereIsNamedAndNoOtherTakesItsPlace(String where) {
        SSLContextParameters parameters = parameters();
        switch (where) {
            case "context" -> parameters.setProvider("NoSuchProvider");
            case "keys" -> {
                KeyManagersParameters keys = new KeyManagersParameters();
                keys.setProvider("NoSuchProvider");
                parameters.setKeyManagers(keys);
            }
            default -> parameters.getTrustManagers().getKeyStore().setProvider("NoSuchProvider");
        }
        assertThatThrownBy(this::linesOfAPush).hasStackTraceContaining("NoSuchProvider");
        assertThat(server.accepted()).isZero();
    }

    /** One key of a kind that has no octets. */
    private static final class DeviceKeys extends X509ExtendedKeyManager {
        private static final String[] ALIASES = {"token"};

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return "EC".equals(type) ? ALIASES : null;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return new PrivateKey() {
                @Override
                public String getAlgorithm() {
                    return "EC";
                }

                @Override
                public String getFormat() {
                    return null;
                }

                @Override
                public byte[] getEncoded() {
                    return null;
                }
            };
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[0];
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
