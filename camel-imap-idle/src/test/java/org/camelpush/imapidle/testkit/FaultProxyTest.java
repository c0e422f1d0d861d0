package org.camelpush.imapidle.testkit;

import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class FaultProxyTest {

    private final MailboxScript mailbox = new MailboxScript();
    private ScriptedImapServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws Exception {
        mailbox.deliver(TestMails.ofSize(5_000));
        server = ScriptedImapServer.start(mailbox);
        proxy = FaultProxy.to(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        server.close();
    }

    private LineClient inInbox() throws Exception {
        return LineClient.inInbox(proxy.port());
    }

    private static void isSilent(LineClient client) throws SocketException {
        client.socket().setSoTimeout(200);
        assertThatThrownBy(client::readLine).isInstanceOf(SocketTimeoutException.class);
        client.socket().setSoTimeout(5_000);
    }

    @Test
    void passesBothWaysAndBothEnds() throws Exception {
        try (LineClient client = inInbox()) {
            assertThat(client.command("a1 UID FETCH 1 (UID)")).contains("* 1 FETCH (UID 1)");
            assertThat(proxy.accepted()).isEqualTo(1);
            assertThat(proxy.open()).isEqualTo(1);
            assertThat(proxy.carried(Direction.TO_CLIENT)).isPositive();
            assertThat(proxy.portions(Direction.TO_CLIENT)).isBetween(1L, proxy.carried(Direction.TO_CLIENT));
        }
        await().until(() -> server.open() == 0);
        await().until(() -> proxy.open() == 0);
        try (LineClient client = inInbox()) {
            mailbox.disconnectAll();
            assertThat(client.readLine()).isNull();
        }
    }

    @Test
    void swallowsEverythingAndSaysNothing() throws Exception {
        try (LineClient client = inInbox()) {
            client.idle();
            proxy.blackHole();
            mailbox.deliver(TestMails.plain("lost", ""));
            client.send("DONE");
            isSilent(client);
            assertThat(server.transcript()).doesNotContain("C: DONE");
            assertThat(proxy.open()).isEqualTo(1);
            mailbox.disconnectAll();
            isSilent(client);
            try (LineClient late = LineClient.to(proxy.port())) {
                isSilent(late);
            }
            proxy.restore();
            client.send("a1 NOOP");
            isSilent(client);
        }
        try (LineClient client = inInbox()) {
            assertThat(client.command("a1 NOOP")).contains("a1 OK NOOP done");
        }
    }

    @Test
    void swallowsTheEndOfTheClientToo() throws Exception {
        try (LineClient client = inInbox()) {
            proxy.blackHole();
            client.send("a1 NOOP");
        }
        await().until(() -> proxy.open() == 0);
        assertThat(server.open()).isEqualTo(1);
    }

    @Test
    void swallowsOneWayOnly() throws Exception {
        try (LineClient client = inInbox()) {
            proxy.blackHole(Direction.TO_CLIENT);
            client.send("a1 NOOP");
            await().until(() -> server.transcript().contains("C: a1 NOOP"));
            isSilent(client);
        }
    }

    @Test
    void cutsInOrderAndResetsAbruptly() throws Exception {
        try (LineClient client = inInbox()) {
            proxy.cut();
            assertThat(client.readLine()).isNull();
            await().until(() -> server.open() == 0);
        }
        try (LineClient client = inInbox()) {
            proxy.reset();
            assertThatThrownBy(client::readLine).isInstanceOf(SocketException.class);
            await().until(() -> server.open() == 0);
        }
    }

    @Test
    void cutsInTheMiddleOfALiteral() throws Exception {
        try (LineClient client = inInbox()) {
            proxy.cutOnceAfterBytes(1_000);
            client.send("a1 UID FETCH 1 (BODY.PEEK[])");
            assertThat(client.socket().getInputStream().readAllBytes()).hasSize(1_000);
        }
        try (LineClient client = inInbox()) {
            assertThat(client.command("a1 UID FETCH 1 (BODY.PEEK[])")).contains("a1 OK FETCH done");
        }
    }

    @Test
    void cutsEveryConnectionAfterSoManyBytes() throws Exception {
        proxy.cutAfterBytes(7);
        for (int i = 0; i < 3; i++) {
            try (Socket client = new Socket(proxy.host(), proxy.port())) {
                assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .isEqualTo("* OK [C");
            }
        }
        proxy.restore();
        try (LineClient client = inInbox()) {
            client.command("a1 NOOP");
        }
    }

    @Test
    void delaysWhatPasses() throws Exception {
        try (LineClient client = inInbox()) {
            proxy.delay(Duration.ofMillis(100));
            long before = System.nanoTime();
            client.command("a1 NOOP");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            proxy.restore();
            assertThat(client.command("a2 NOOP")).contains("a2 OK NOOP done");
        }
    }

    @Test
    void splitsAtEveryByte() throws Exception {
        proxy.splitAtEveryByte();
        try (Socket client = new Socket(proxy.host(), proxy.port())) {
            client.setSoTimeout(5_000);
            InputStream in = client.getInputStream();
            byte[] bytes = new byte[1_000];
            StringBuilder greeting = new StringBuilder();
            int reads = 0;
            while (greeting.indexOf("\r\n") < 0) {
                greeting.append(new String(bytes, 0, in.read(bytes), StandardCharsets.US_ASCII));
                reads++;
            }
            assertThat(greeting.toString()).startsWith("* OK [CAPABILITY").endsWith("\r\n");
            // the kernel may put some together, but not many
            assertThat(reads).isGreaterThan(10);
        }
    }

    @Test
    void losesTheAnswerToDone() throws Exception {
        try (LineClient client = inInbox()) {
            client.idle();
            proxy.dropAnswerTo("DONE");
            mailbox.deliver(TestMails.plain("told", ""));
            assertThat(client.readLine()).isEqualTo("* 2 EXISTS");
            client.send("DONE");
            await().until(() -> server.transcript().contains("S: idle OK IDLE done"));
            mailbox.deliver(TestMails.plain("not told", ""));
            isSilent(client);
        }
    }

    @Test
    void losesTheAnswerToATaggedCommand() throws Exception {
        try (LineClient client = inInbox()) {
            proxy.dropAnswerTo("NOOP");
            assertThat(client.command("a1 UID FETCH 1 (UID)")).contains("a1 OK FETCH done");
            client.send("a2 NOOP");
            isSilent(client);
        }
    }

    @Test
    void refusesNewConnectionsOnly() throws Exception {
        try (LineClient present = inInbox()) {
            proxy.refuse();
            try (LineClient late = LineClient.to(proxy.port())) {
                assertThat(late.readLine()).isNull();
            }
            assertThat(present.command("a1 NOOP")).contains("a1 OK NOOP done");
            assertThat(proxy.accepted()).isEqualTo(2);
        }
    }

    @Test
    void acceptsAndKeepsSilent() throws Exception {
        proxy.acceptButSilent();
        try (LineClient late = LineClient.to(proxy.port())) {
            isSilent(late);
            assertThat(proxy.open()).isEqualTo(1);
            assertThat(server.accepted()).isZero();
        }
        await().until(() -> proxy.open() == 0);
    }

    /** Port 1 is nobody's here; the port of a server that was closed may be somebody else's a moment later. */
    @Test
    void resetsTheClientWhenTheTargetIsDown() throws Exception {
        try (FaultProxy toNobody = FaultProxy.to(1);
                LineClient client = LineClient.to(toNobody.port())) {
            assertThatThrownBy(() -> {
                        client.send("a1 NOOP");
                        client.readLine();
                    })
                    .isInstanceOf(SocketException.class);
        }
    }
}
