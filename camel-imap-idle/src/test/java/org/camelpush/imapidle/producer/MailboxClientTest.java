package org.camelpush.imapidle.producer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import jakarta.mail.PasswordAuthentication;

import org.camelpush.imapidle.delivery.Spool;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Connections, files and bounds of the client, without Camel around it. */
class MailboxClientTest {

    private static final long UID_VALIDITY = 7;
    private static final MailKey LARGE = new MailKey("INBOX", 0, 1);

    private final MailboxScript model = new MailboxScript();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ScriptedImapServer server;
    private FaultProxy proxy;
    private MailboxClient client;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws Exception {
        client.close();
        threads.shutdown();
        // the goodbye, which the proxy would cut
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        proxy.close();
        server.close();
    }

    private void serve(Script script) throws IOException {
        server = ScriptedImapServer.start(script);
        proxy = FaultProxy.to(server.port());
    }

    private void connect(Duration keep, int maxLineLength, long maxMailSize) throws Exception {
        StoreSettings settings = new StoreSettings(
                "127.0.0.1",
                proxy.port(),
                false,
                false,
                SSLContext.getDefault(),
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                maxLineLength,
                maxMailSize,
                "alice",
                "PLAIN LOGIN",
                false,
                false,
                Set.of(),
                () -> new PasswordAuthentication("alice", "s3cret-pw"));
        client = new MailboxClient(settings, new Spool(folder, threads), threads, keep);
    }

    private void connect() throws Exception {
        connect(Duration.ofMinutes(1), 1_048_576, 1L << 30);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void aLargeMailLiesInAFileUntilItIsReleased() throws Exception {
        model.deliver(TestMails.ofSize(1_000_000));
        serve(model);
        connect();
        MailboxClient.Loaded loaded = client.fetch(LARGE);
        assertThat(files()).hasSize(1);
        assertThat(loaded.mail().body().size()).isEqualTo(1_000_000);
        loaded.mail().body().release();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).isEmpty());
    }

    /** Sends the beginning of a mail that is larger: enough that it lies in a file. */
    private static void sendTwoPortions(ScriptedConnection connection) throws IOException {
        connection.greet();
        connection.login();
        connection.select(1, UID_VALIDITY, 2);
        for (int origin = 0; origin <= StoreConnection.PORTION; origin += StoreConnection.PORTION) {
            ScriptedCommand fetch = connection.expect("UID FETCH 1 .*<" + origin + "\\..*");
            connection.sendRaw("* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 900000 BODY[]<" + origin + "> {"
                    + StoreConnection.PORTION + "}\r\n" + "x".repeat(StoreConnection.PORTION) + ")\r\n");
            connection.reply(fetch, "OK a portion");
        }
    }

    @Test
    void ofAMailThatCannotBeLoadedNoFileIsLeft() throws Exception {
        serve(connection -> {
            if (connection.number() == 1) {
                sendTwoPortions(connection);
            }
            connection.cut();
        });
        connect();
        assertThatThrownBy(() -> client.fetch(LARGE)).isInstanceOf(ConnectionLostException.class);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).isEmpty());
    }

    @Test
    void aMailIsNotGoneOnWithWhenTheFolderWasNumberedAnew() throws Exception {
        serve(connection -> {
            if (connection.number() == 1) {
                sendTwoPortions(connection);
                connection.cut();
                return;
            }
            connection.greet();
            connection.login();
            connection.select(1, UID_VALIDITY + 1, 2);
            connection.serveUntilClosed();
        });
        connect();
        assertThatThrownBy(() -> client.fetch(LARGE))
                .isInstanceOf(UidValidityChangedException.class)
                .hasMessageContaining("is 8 and not 7 any more");
    }

    @Test
    void aMailAboveTheLimitIsRefusedAndTheLimitNamed() throws Exception {
        model.deliver(TestMails.ofSize(1_000_000));
        serve(model);
        connect(Duration.ofMinutes(1), 1_048_576, 999_999);
        assertThatThrownBy(() -> client.fetch(LARGE))
                .isInstanceOf(MailboxOperationException.class)
                .hasMessageContaining("maxLiteralSize");
        assertThatThrownBy(() ->
                        client.append("INBOX", out -> out.write(TestMails.ofSize(1_000_000)), MailFlags.NONE, null))
                .hasMessageContaining("maxLiteralSize");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).isEmpty());
    }

    @Test
    void aServerThatSendsMoreThanWasAskedForCannotTakeOurMemory() throws Exception {
        serve(connection -> {
            connection.greet();
            connection.login();
            connection.select(1, 1, 2);
            ScriptedCommand fetch = connection.expect("UID FETCH .*");
            connection.sendRaw("* 1 FETCH (UID 1 BODY[]<0> {2000000000}\r\n");
            connection.awaitClosedByClient();
            assertThat(fetch).isNotNull();
        });
        connect();
        assertThatThrownBy(() -> client.fetch(LARGE)).hasMessageContaining("a response of more than");
    }

    @Test
    void exchangesThatRunAtOnceHaveAConnectionEach() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        model.deliver(TestMails.plain("small", "body"));
        serve(model);
        connect();
        List<Future<?>> busy = IntStream.range(0, ConnectionPool.MAX_CONNECTIONS)
                .<Future<?>>mapToObj(
                        i -> threads.submit(() -> client.append("INBOX", out -> hold(go, out), MailFlags.NONE, null)))
                .toList();
        go.countDown();
        for (Future<?> each : busy) {
            each.get();
        }
        assertThat(model.uids()).hasSize(1 + ConnectionPool.MAX_CONNECTIONS);
        assertThat(client.connections()).isBetween(1, ConnectionPool.MAX_CONNECTIONS);
    }

    private static void hold(CountDownLatch go, OutputStream out) throws IOException {
        try {
            go.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
        out.write(TestMails.plain("new", "body"));
    }

    @Test
    void anExchangeThatFindsAllConnectionsInUseIsToldSo() throws Exception {
        serve(connection -> {
            connection.greet();
            connection.login();
            connection.expect("(EXAMINE|NOOP).*");
            connection.awaitClosedByClient();
        });
        connect();
        List<Future<?>> busy = IntStream.range(0, ConnectionPool.MAX_CONNECTIONS)
                .<Future<?>>mapToObj(i -> threads.submit(() -> client.fetch(LARGE)))
                .toList();
        await().atMost(PATIENCE).until(() -> server.open() == ConnectionPool.MAX_CONNECTIONS);
        assertThatThrownBy(() -> client.status("INBOX"))
                .isInstanceOf(MailboxOperationException.class)
                .hasMessageContaining("All 4 connections to alice at 127.0.0.1");
        assertThat(busy).noneMatch(Future::isDone);
        proxy.refuse();
        proxy.cut();
    }

    @Test
    void aConnectionNobodyUsesIsClosed() throws Exception {
        serve(model);
        connect(Duration.ofMillis(200), 1_048_576, 1L << 30);
        client.status("INBOX");
        await().atMost(PATIENCE).until(() -> client.connections() == 0 && server.open() == 0);
        assertThat(server.transcript()).anyMatch(line -> line.contains("LOGOUT"));
        client.status("INBOX");
        assertThat(client.logins()).isEqualTo(2);
    }

    @Test
    void oneConnectionServesExchangesThatComeOneAfterTheOther() throws Exception {
        serve(model);
        connect();
        for (int i = 0; i < 10; i++) {
            client.status("INBOX");
        }
        assertThat(client.logins()).isEqualTo(1);
        client.close();
        await().atMost(PATIENCE).until(() -> server.open() == 0);
        assertThatThrownBy(() -> client.status("INBOX")).hasMessageContaining("is stopped");
    }
}
