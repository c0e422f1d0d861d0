package org.camelpush.imapidle.testkit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestCertificatesTest {

    private static void handshake(TestCertificates shown, SSLContext client, String host) throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(ScriptedConnection::greet, shown.serverContext());
                SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(host, server.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    @Test
    void isGoodForItsNamesAndNoOther() throws Exception {
        TestCertificates good = TestCertificates.localhost();
        TestCertificates wrong = TestCertificates.wrongName();
        assertThatCode(() -> handshake(good, good.clientContext(), "localhost")).doesNotThrowAnyException();
        assertThatCode(() -> handshake(good, good.clientContext(), "127.0.0.1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> handshake(wrong, wrong.clientContext(), "localhost"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("No subject alternative DNS name matching localhost");
    }

    @Test
    void isTrustedOnlyByWhoHasItsStore() throws Exception {
        TestCertificates good = TestCertificates.localhost();
        SSLContext stranger = TestCertificates.wrongName().clientContext();
        assertThatThrownBy(() -> handshake(good, stranger, "localhost")).isInstanceOf(SSLException.class);
        KeyStoreParameters store = new KeyStoreParameters();
        store.setType("PKCS12");
        store.setResource("file:" + good.trustStore());
        store.setPassword(good.password());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters camel = new SSLContextParameters();
        camel.setTrustManagers(trust);
        SSLContext context = camel.createSSLContext(new DefaultCamelContext());
        assertThatCode(() -> handshake(good, context, "localhost")).doesNotThrowAnyException();
    }
}
