package org.camelpush.mobility.sessions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.session.GreetingProbe;
import org.camelpush.mobility.testkit.Bearers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers of one answer, and what a probe makes of it. */
class GreetingProbeTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final GreetingProbe probe = new GreetingProbe(threads, Duration.ofMillis(500));

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Reachability answer(Bearer bearer, ServerAddress server) {
        return probe.probe(bearer, server).toCompletableFuture().join();
    }

    private Reachability greeted(String protocol, String greeting, SSLContext tls) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<String> client = CompletableFuture.supplyAsync(() -> serve(server, greeting), threads);
            Reachability answer =
                    answer(Bearers.wifi(), new ServerAddress(protocol, "127.0.0.1", server.getLocalPort(), tls));
            assertThat(client.join()).as("where it came from").isEqualTo("127.0.0.2");
            return answer;
        }
    }

    private static String serve(ServerSocket server, String greeting) {
        try (Socket client = server.accept()) {
            if (greeting == null) {
                client.setSoTimeout(5000);
                client.getInputStream().read(); // until the client leaves
            } else {
                client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
            }
            return client.getInetAddress().getHostAddress();
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    @Test
    void sessionsThatAskAtOnceHearOfOneConnection() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            List<CompletableFuture<Reachability>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ServerAddress address = new ServerAddress("imap", "127.0.0.1", server.getLocalPort(), null);
                answers.add(probe.probe(Bearers.wifi(), address).toCompletableFuture());
            }
            assertThat(serve(server, "* OK ready\r\n")).isEqualTo("127.0.0.2");
            for (CompletableFuture<Reachability> answer : answers) {
                assertThat(answer.join()).isEqualTo(Reachability.SERVER);
            }
            server.setSoTimeout(100);
            assertThat(serve(server, "")).as("a second connection").contains("timed out");
            // what has been answered is asked again
            CompletableFuture<String> again = CompletableFuture.supplyAsync(() -> serve(server, "* OK\r\n"), threads);
            assertThat(answer(Bearers.wifi(), new ServerAddress("imap", "127.0.0.1", server.getLocalPort(), null)))
                    .isEqualTo(Reachability.SERVER);
            assertThat(again.join()).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void theServersOwnGreetingIsTheServer() throws Exception {
        assertThat(greeted("imap", "* OK ready\r\n", null)).isEqualTo(Reachability.SERVER);
        assertThat(greeted("pop3", "+OK ready\r\n", null)).isEqualTo(Reachability.SERVER);
        assertThat(greeted("smtp", "220 mx.example.com ESMTP\r\n", null)).isEqualTo(Reachability.SERVER);
    }

    @Test
    void scenario21_aPortalThatAnswersInsteadOfTheServerIsNotUsable() throws Exception {
        assertThat(greeted("imap", "HTTP/1.1 302 Found\r\nLocation: http://login\r\n\r\n", null))
                .isEqualTo(Reachability.PORTAL);
        assertThat(greeted("imap", "HTTP/1.1 400 Bad Request\r\n\r\n", SSLContext.getDefault()))
                .isEqualTo(Reachability.PORTAL);
        assertThat(Reachability.PORTAL.isUsable()).isFalse();
    }

    @Test
    void scenario22_whereNobodyAnswersTheBearerIsNotUsable() throws Exception {
        assertThat(greeted("imap", null, null)).isEqualTo(Reachability.LOCAL);
        assertThat(greeted("imap", "", null)).isEqualTo(Reachability.LOCAL);
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = server.getLocalPort();
        }
        assertThat(answer(Bearers.wifi(), new ServerAddress("imap", "127.0.0.1", closed, null)))
                .isEqualTo(Reachability.LOCAL);
        assertThat(Reachability.LOCAL.isUsable()).isFalse();
    }

    @Test
    void scenario39_anAddressThatIsGoneIsNoServersFault() {
        Bearer stale = Bearers.wifi().withAddresses(List.of("192.0.2.7"));
        assertThat(answer(stale, new ServerAddress("imap", "127.0.0.1", 1, null)))
                .isEqualTo(Reachability.NONE);
    }
}
