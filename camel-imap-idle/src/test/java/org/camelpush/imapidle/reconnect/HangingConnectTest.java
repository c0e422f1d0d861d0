package org.camelpush.imapidle.reconnect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** One deadline is over TCP, TLS and greeting, and the next attempt succeeds. */
class HangingConnectTest {

    private static final String FAST = "&connectTimeout=300&reconnectDelay=50&maxReconnectDelay=100";

    private final MailboxScript mailbox = new MailboxScript();
    private final RouteFixture route = new RouteFixture();

    @BeforeEach
    void deliver() {
        mailbox.deliver(mail(1));
    }

    @AfterEach
    void stop() {
        route.close();
    }

    private void awaitTwoAttemptsInVain() {
        await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= 2);
        assertThat(route.consumer().getLastError()).contains("No answer from the server while CONNECTING");
    }

    @Test
    void case38_theGreetingNeverComes() throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox);
                FaultProxy proxy = FaultProxy.to(server.port())) {
            proxy.acceptButSilent();
            route.start(RouteFixture.uri(proxy.port(), FAST));
            awaitTwoAttemptsInVain();
            proxy.restore();
            route.awaitSubjects("mail 1");
            await().atMost(PATIENCE).until(() -> proxy.open() == 1);
            route.close();
        }
    }

    @Test
    void case38_theTlsHandshakeHangs() throws Exception {
        TestCertificates certificates = TestCertificates.localhost();
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox, certificates.serverContext());
                FaultProxy proxy = FaultProxy.to(server.port())) {
            proxy.acceptButSilent();
            route.trust(certificates).start(RouteFixture.tlsUri(proxy.port(), FAST));
            awaitTwoAttemptsInVain();
            proxy.restore();
            route.awaitSubjects("mail 1");
            route.close();
        }
    }

    @Test
    void case38_theTcpConnectHangs() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);
            route.start(RouteFixture.uri(full.getLocalPort(), FAST));
            awaitTwoAttemptsInVain();
            route.close();
            assertThat(route.subjects()).isEmpty();
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Takes all places of a listener nobody accepts from, until the next one gets no answer. */
    private static void fill(ServerSocket listener, List<Socket> waiting) throws IOException {
        while (true) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 500);
            } catch (SocketTimeoutException noPlace) {
                return;
            }
        }
    }
}
