package org.camelpush.imapidle.testkit;

import java.net.ConnectException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@RequiresDovecot
class DovecotServerTest {

    private static DovecotServer dovecot;

    @BeforeAll
    static void start() throws Exception {
        dovecot = DovecotServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        dovecot.close();
    }

    private static LineClient loggedIn(String user) throws Exception {
        LineClient client = LineClient.to(dovecot.port());
        client.readLine();
        client.command("login LOGIN " + user + " " + dovecot.password());
        return client;
    }

    @Test
    void announcesAMailToAnIdlingClient() throws Exception {
        try (LineClient client = loggedIn("idler")) {
            client.command("open SELECT INBOX");
            client.idle();
            dovecot.deliver("idler", TestMails.plain("news", "body"));
            assertThat(client.readNews()).isEqualTo("* 1 EXISTS");
        }
    }

    @Test
    void speaksTlsWithACertificateThatCanBeTrusted() throws Exception {
        try (LineClient client =
                LineClient.to(dovecot.tlsPort(), dovecot.certificates().clientContext())) {
            assertThat(client.readLine()).startsWith("* OK");
        }
        try (LineClient plain = LineClient.to(dovecot.port())) {
            plain.readLine();
            plain.command("a1 STARTTLS");
            try (LineClient secure = plain.upgraded(dovecot.certificates().clientContext())) {
                assertThat(secure.command("a2 CAPABILITY")).first().asString().contains("IDLE");
            }
        }
    }

    @Test
    void refusesTheWrongPasswordWithoutDelay() throws Exception {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> store.connect(dovecot.host(), dovecot.port(), "anna", "wrong"))
                        .isInstanceOf(AuthenticationFailedException.class);
            }
        }
    }

    @Test
    void tellsTheFlagsOfAFolder() throws Exception {
        dovecot.createFolder("flags", "Sub/Folder");
        dovecot.deliver("flags", TestMails.plain("one", "body"));
        dovecot.deliver("flags", TestMails.plain("two", "body"));
        try (Store store = dovecot.store("flags");
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            inbox.getMessage(1).setFlag(Flags.Flag.SEEN, true);
            inbox.getMessage(1).setFlags(new Flags("keyword"), true);
            inbox.copyMessages(new Message[] {inbox.getMessage(1)}, store.getFolder("Sub/Folder"));
        }
        assertThat(dovecot.flagsOf("flags", "INBOX").get(1L)).contains("\\Seen", "keyword");
        assertThat(dovecot.flagsOf("flags", "INBOX").get(2L)).doesNotContain("\\Seen");
        assertThat(dovecot.flagsOf("flags", "Sub/Folder")).hasSize(1);
        dovecot.deleteFolder("flags", "Sub/Folder");
    }

    @Test
    void comesBackWithItsMailsAfterAKill() throws Exception {
        dovecot.deliver("survivor", TestMails.plain("before", "body"));
        try (LineClient client = loggedIn("survivor")) {
            client.command("open SELECT INBOX");
            client.idle();
            dovecot.kill9();
            assertThat(readOrReset(client)).isNull();
        }
        assertThatThrownBy(() -> LineClient.to(dovecot.port())).isInstanceOf(ConnectException.class);
        dovecot.deliver("survivor", TestMails.plain("while down", "body"));
        dovecot.restart();
        try (LineClient client = loggedIn("survivor")) {
            assertThat(client.command("open SELECT INBOX")).contains("* 2 EXISTS");
        }
    }

    private static String readOrReset(LineClient client) throws Exception {
        try {
            return client.readNews();
        } catch (SocketException e) {
            return null;
        }
    }

    @Test
    void losesItsSessionsAndTakesNewOnes() throws Exception {
        try (LineClient client = loggedIn("severed")) {
            client.command("open SELECT INBOX");
            client.idle();
            dovecot.killSessions();
            assertThat(readOrReset(client)).isNull();
        }
        try (LineClient client = loggedIn("severed")) {
            assertThat(client.command("open SELECT INBOX")).last().asString().startsWith("open OK");
        }
    }

    @Test
    void saysByeWhenItStopsInOrder() throws Exception {
        try (LineClient client = loggedIn("guest")) {
            client.command("open SELECT INBOX");
            client.idle();
            dovecot.stop();
            assertThat(client.readNews()).startsWith("* BYE");
        } finally {
            dovecot.restart();
        }
    }

    @Test
    void takesManyLoginsAtOnce() throws Exception {
        List<LineClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                LineClient client = loggedIn("many");
                client.command("open SELECT INBOX");
                client.idle();
                clients.add(client);
            }
            dovecot.deliver("many", TestMails.plain("to all", "body"));
            for (LineClient client : clients) {
                assertThat(client.readNews()).isEqualTo("* 1 EXISTS");
            }
        } finally {
            for (LineClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        DovecotServer another = DovecotServer.start();
        assertThat(another.folder()).isDirectory();
        assertThat(another.log()).contains("starting up");
        another.close();
        assertThat(another.folder()).doesNotExist();
        assertThatThrownBy(() -> LineClient.to(another.port())).isInstanceOf(ConnectException.class);
    }
}
