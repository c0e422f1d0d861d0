package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ScriptedImapServerTest {

    private static final byte[] MAIL = TestMails.plain("hello", "text");

    @Test
    void servesTheSecondConnectionDifferently() throws Exception {
        Script script = c -> c.send(c.number() == 1 ? "* BYE not now" : "* OK welcome");
        try (ScriptedImapServer server = ScriptedImapServer.start(script);
                LineClient first = LineClient.to(server.port())) {
            assertThat(first.readLine()).isEqualTo("* BYE not now");
            assertThat(first.readLine()).isNull();
            try (LineClient second = LineClient.to(server.port())) {
                assertThat(second.readLine()).isEqualTo("* OK welcome");
            }
            server.awaitScriptsDone();
            assertThat(server.accepted()).isEqualTo(2);
            assertThat(server.open()).isZero();
            assertThat(server.connection(2).transcript()).containsExactly("S: * OK welcome");
        }
    }

    @Test
    void playsASessionFromGreetingToDone() throws Exception {
        Script script = c -> {
            c.greet();
            c.login();
            c.select(1, 7, 6);
            c.search(5);
            c.fetch(1, 5, MAIL);
            ScriptedCommand idle = c.awaitIdle();
            c.send("* 2 EXISTS");
            c.awaitDone();
            c.reply(idle, "OK IDLE done");
            c.awaitClosedByClient();
        };
        try (ScriptedImapServer server = ScriptedImapServer.start(script)) {
            try (LineClient client = LineClient.to(server.port())) {
                client.readLine();
                client.command("a2 LOGIN me secret");
                assertThat(client.command("a3 EXAMINE INBOX")).contains("* 1 EXISTS", "a3 OK [READ-ONLY] open");
                assertThat(client.command("a4 UID SEARCH UNSEEN")).contains("* SEARCH 5");
                assertThat(client.command("a5 UID FETCH 5 (BODY.PEEK[] RFC822.SIZE)"))
                        .contains("* 1 FETCH (UID 5 BODY[] {" + MAIL.length + "}", " RFC822.SIZE " + MAIL.length + ")");
                client.idle();
                assertThat(client.readLine()).isEqualTo("* 2 EXISTS");
                client.send("DONE");
                assertThat(client.readLine()).isEqualTo("idle OK IDLE done");
            }
            server.awaitScriptsDone();
            assertThat(server.transcript()).containsOnlyOnce("C: DONE").endsWith("S: idle OK IDLE done");
        }
    }

    @Test
    void readsQuotedStringsAndLiteralsOfEitherKind() throws Exception {
        List<ScriptedLogin> logins = new CopyOnWriteArrayList<>();
        Script script = c -> {
            logins.add(c.login());
            logins.add(c.login());
        };
        try (ScriptedImapServer server = ScriptedImapServer.start(script);
                LineClient client = LineClient.to(server.port())) {
            client.command("a1 LOGIN \"a b\" \"say \\\"hi\\\"\"");
            client.send("a2 LOGIN {4}");
            assertThat(client.readLine()).startsWith("+");
            client.send("user {6+}", "se ret");
            client.readTo("a2");
            server.awaitScriptsDone();
            assertThat(logins).extracting(ScriptedLogin::user).containsExactly("a b", "user");
            assertThat(logins).extracting(ScriptedLogin::secret).containsExactly("say \"hi\"", "se ret");
        }
    }

    @Test
    void readsSaslWithAndWithoutInitialResponse() throws Exception {
        AtomicReference<ScriptedLogin> login = new AtomicReference<>();
        Script script = c -> {
            for (int i = 0; i < 3; i++) {
                login.set(c.awaitLogin());
                c.reply(login.get().command(), "NO [AUTHENTICATIONFAILED] no");
            }
        };
        try (ScriptedImapServer server = ScriptedImapServer.start(script);
                LineClient client = LineClient.to(server.port())) {
            client.command("a1 AUTHENTICATE PLAIN " + base64("\0me\0secret"));
            assertThat(login.get())
                    .extracting(ScriptedLogin::user, ScriptedLogin::secret)
                    .containsExactly("me", "secret");
            client.send("a2 AUTHENTICATE PLAIN");
            assertThat(client.readLine()).isEqualTo("+ ");
            client.send(base64("\0you\0other"));
            client.readTo("a2");
            assertThat(login.get())
                    .extracting(ScriptedLogin::user, ScriptedLogin::secret)
                    .containsExactly("you", "other");
            client.command("a3 AUTHENTICATE XOAUTH2 " + base64("user=me\1auth=Bearer token\1\1"));
            assertThat(login.get())
                    .extracting(ScriptedLogin::user, ScriptedLogin::secret)
                    .containsExactly("me", "token");
            server.awaitScriptsDone();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void failsWithTheTranscriptWhenTheClientSaysSomethingElse() throws Exception {
        ScriptedImapServer server = ScriptedImapServer.start(ScriptedConnection::awaitIdle);
        try (LineClient client = LineClient.to(server.port())) {
            client.send("a1 NOOP");
            assertThat(client.readLine()).isNull();
        }
        assertThatThrownBy(server::awaitScriptsDone)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected a command like <IDLE> but got <NOOP>")
                .hasMessageContaining("C: a1 NOOP");
        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void failsWhenTheClientSaysNothing() throws Exception {
        ScriptedImapServer server = ScriptedImapServer.of(c -> c.expect("NOOP"))
                .patience(Duration.ofMillis(100))
                .start();
        try (LineClient client = LineClient.to(server.port())) {
            assertThat(client.readLine()).isNull();
        }
        assertThatThrownBy(server::close).hasMessageContaining("waited 100 ms in vain for a command like NOOP");
    }

    @Test
    void resetsInsteadOfClosing() throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(ScriptedConnection::closeAbruptly);
                LineClient client = LineClient.to(server.port())) {
            assertThatThrownBy(client::readLine)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void seesTheClientResetAsAClose() throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(ScriptedConnection::awaitClosedByClient)) {
            LineClient client = LineClient.to(server.port());
            client.send("a1 NOOP");
            client.socket().setSoLinger(true, 0);
            client.close();
            await().until(() -> server.accepted() == 1);
            server.awaitScriptsDone();
        }
    }

    @Test
    void speaksTlsFromTheFirstByte() throws Exception {
        TestCertificates certificates = TestCertificates.localhost();
        try (ScriptedImapServer server =
                ScriptedImapServer.start(ScriptedConnection::greet, certificates.serverContext())) {
            try (LineClient client = LineClient.to(server.port(), certificates.clientContext())) {
                assertThat(client.readLine()).startsWith("* OK");
            }
            server.awaitScriptsDone();
        }
    }

    @Test
    void turnsToTlsOnRequest() throws Exception {
        TestCertificates certificates = TestCertificates.localhost();
        Script script = c -> {
            c.greet("IMAP4rev1 STARTTLS LOGINDISABLED");
            c.startTls(certificates.serverContext());
            c.login();
        };
        try (ScriptedImapServer server = ScriptedImapServer.start(script);
                LineClient plain = LineClient.to(server.port())) {
            plain.readLine();
            assertThat(plain.command("a0 CAPABILITY")).contains("* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED");
            plain.command("a1 STARTTLS");
            try (LineClient secure = plain.upgraded(certificates.clientContext())) {
                assertThat(secure.command("a2 LOGIN me secret")).isNotEmpty();
            }
            server.awaitScriptsDone();
        }
    }

    @Test
    void countsAFailedHandshakeApart() throws Exception {
        Script script = ScriptedConnection::greet;
        try (ScriptedImapServer server =
                ScriptedImapServer.start(script, TestCertificates.wrongName().serverContext())) {
            assertThatThrownBy(() -> {
                        try (LineClient client = LineClient.to(
                                server.port(), TestCertificates.localhost().clientContext())) {
                            client.readLine();
                        }
                    })
                    .isInstanceOf(IOException.class);
            await().until(() -> server.tlsFailures() == 1);
            server.awaitScriptsDone();
        }
    }

    @Test
    void coastsUntilTheClientCloses() throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(ScriptedConnection::serveUntilClosed)) {
            try (LineClient client = LineClient.to(server.port())) {
                client.idle();
                client.send("DONE");
                assertThat(client.readLine()).isEqualTo("idle OK done");
                client.command("a2 NOOP");
            }
            server.awaitScriptsDone();
        }
    }
}
