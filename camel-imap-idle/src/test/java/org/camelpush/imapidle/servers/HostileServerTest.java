package org.camelpush.imapidle.servers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.NettyLeaks;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.endIdle;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.Conversation.openEmpty;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Case 40: whatever a server sends, only its own connection suffers, and memory stays as it was. */
class HostileServerTest {

    private static final int ROUNDS = 20;
    private static final long TOLERATED_GROWTH = 4 << 20;

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final List<Path> olderFolders = list(TEMPORARY);
    private final MailboxScript healthyMailbox = new MailboxScript();
    private final RouteFixture route = new RouteFixture();
    private List<String> fromHealthy;
    private final NettyLeaks leaks = NettyLeaks.watch();
    private ScriptedImapServer healthy;
    private ScriptedImapServer hostile;
    private volatile boolean over;

    @BeforeEach
    void startHealthyRoute() throws Exception {
        healthy = ScriptedImapServer.of(healthyMailbox).withoutTranscript().start();
        fromHealthy = route.subjectsFrom(RouteFixture.uri(healthy.port(), "&markSeen=false"));
    }

    @AfterEach
    void stop() throws IOException {
        over = true;
        route.close();
        hostile.close();
        healthy.close();
        try (leaks) {
            assertThat(leaks.found()).isEmpty();
        }
    }

    /** Lets the server do its worst again and again, while the other mailbox gets its mail. */
    private void proveHarmless(String expectedError, Script worst) throws IOException {
        hostile = ScriptedImapServer.of(untilOver(worst)).withoutTranscript().start();
        route.start(RouteFixture.uri(
                hostile.port(), "&markSeen=false&reconnectDelay=10&maxReconnectDelay=20&livenessTimeout=5000"));
        awaitRounds(3);
        long before = usedAfterCollection();
        awaitRounds(route.consumer().getLosses() + ROUNDS);
        assertThat(route.consumer().getLastError()).contains(expectedError);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(usedAfterCollection() - before).isLessThan(TOLERATED_GROWTH));
        assertThat(route.subjects()).isEmpty();
    }

    /** A client that stops is no client that did something wrong. */
    private Script untilOver(Script worst) {
        return client -> {
            try {
                worst.serve(client);
            } catch (AssertionError | IOException failure) {
                if (!over) {
                    throw failure;
                }
            }
        };
    }

    private void awaitRounds(long rounds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            long uid = healthyMailbox.deliver(mail(fromHealthy.size() + 1));
            await().atMost(PATIENCE).until(() -> fromHealthy.size() == uid);
            return route.consumer().getLosses() >= rounds;
        });
        assertThat(fromHealthy)
                .isEqualTo(IntStream.rangeClosed(1, fromHealthy.size())
                        .mapToObj(i -> "mail " + i)
                        .toList());
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static ScriptedCommand awaitFetch(ScriptedConnection client) throws IOException {
        openEmpty(client);
        ScriptedCommand idle = client.awaitIdle();
        client.send("* 1 EXISTS");
        endIdle(client, idle);
        return client.expect("UID FETCH .*");
    }

    @Test
    void case40_aMailOfFourGigabytesIsNotBegun() throws Exception {
        proveHarmless("announced a message of 4294967296 octets", client -> {
            awaitFetch(client);
            client.send("* 1 FETCH (UID 1 FLAGS () BODY[] {4294967296}", "Subject: too large");
            client.awaitClosedByClient();
        });
    }

    @Test
    void case40_aLargeMailThatIsAnnouncedAndNeverSentTakesNoMemoryAndLeavesNoFile() throws Exception {
        proveHarmless("closed by the other side", client -> {
            awaitFetch(client);
            client.send("* 1 FETCH (UID 1 FLAGS () BODY[] {1000000000}", "Subject: never complete");
            client.sendRaw(new byte[100_000]);
        });
        over = true;
        hostile.close();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spoolFiles()).isEmpty());
    }

    private List<Path> spoolFiles() {
        return list(TEMPORARY).stream()
                .filter(folder -> folder.getFileName().toString().startsWith("camel-imap-idle-"))
                .filter(folder -> !olderFolders.contains(folder))
                .flatMap(folder -> list(folder).stream())
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    @Test
    void case40_aLiteralWhereNoMailWasAskedForIsNotBegun() throws Exception {
        proveHarmless("announced a literal of 999999999 octets", client -> {
            openEmpty(client);
            client.awaitIdle();
            client.send("* LIST () \"/\" {999999999}");
            client.awaitClosedByClient();
        });
    }

    @Test
    void case40_aLiteralWithASizeBeyondAllNumbersIsNotBegun() throws Exception {
        proveHarmless("whose size has 30 digits", client -> {
            awaitFetch(client);
            client.send("* 1 FETCH (UID 1 BODY[] {" + "9".repeat(30) + "}");
            client.awaitClosedByClient();
        });
    }

    @Test
    void case40_aLineWithoutAnEndIsNotReadToTheEnd() throws Exception {
        byte[] piece = new byte[64 * 1_024];
        Arrays.fill(piece, (byte) 'x');
        proveHarmless("without its end", client -> {
            openEmpty(client);
            client.awaitIdle();
            client.sendRaw("* OK ");
            sendUntilClosed(client, piece);
        });
    }

    private static void sendUntilClosed(ScriptedConnection client, byte[] piece) {
        try {
            for (int i = 0; i < 10_000; i++) {
                client.sendRaw(piece);
            }
        } catch (IOException closedByClient) {
            return;
        }
        throw new AssertionError("the client took 655 megabytes without a line's end");
    }

    @Test
    void case40_nonsenseClosesTheConnection() throws Exception {
        String nonsense = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n";
        proveHarmless("no response of IMAP", client -> {
            openEmpty(client);
            client.awaitIdle();
            client.sendRaw(nonsense.getBytes(StandardCharsets.US_ASCII));
            client.awaitClosedByClient();
        });
    }

    @Test
    void case40_aFetchResponseThatCannotBeReadClosesTheConnection() throws Exception {
        proveHarmless("cannot be read", client -> {
            awaitFetch(client);
            client.send("* 1 FETCH (UID one FLAGS ( ENVELOPE (((( BODY[] \"unfinished");
            client.awaitClosedByClient();
        });
    }
}
