package org.camelpush.imapidle.servers;

import java.io.IOException;
import java.net.SocketException;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedCommand;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Extensions that are agreed on after the login, and those that are switched off. */
class ExtensionsTest {

    private static final String COMPRESS = MailboxScript.CAPABILITIES + " COMPRESS=DEFLATE ESEARCH";

    private final RouteFixture route = new RouteFixture();
    private ScriptedImapServer server;

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
    }

    private void serve(Script script, String options) throws IOException {
        server = ScriptedImapServer.start(script);
        route.start(RouteFixture.uri(server.port(), options));
    }

    private static void compress(ScriptedConnection client) throws IOException {
        client.greet(COMPRESS);
        client.login();
        client.reply(client.expect("COMPRESS DEFLATE"), "OK DEFLATE active");
        client.compress();
    }

    private static void sendUntilLeft(ScriptedConnection client, String text) throws IOException {
        try {
            client.sendRaw(text);
        } catch (SocketException left) {
            return; // it was enough before the end
        }
        client.awaitClosedByClient();
    }

    @Test
    void mailComesCompressedInsideTls() throws Exception {
        MailboxScript mailbox = new MailboxScript().capabilities(COMPRESS);
        TestCertificates certificates = TestCertificates.localhost();
        server = ScriptedImapServer.start(mailbox, certificates.serverContext());
        route.trust(certificates).start(RouteFixture.tlsUri(server.port(), "&compress=true&moveTo=Done"));
        mailbox.createFolder("Done");
        route.awaitIdle();
        assertThat(route.details()).containsEntry("extensions", "ESEARCH IDLE MOVE UIDPLUS COMPRESS=DEFLATE");
        for (int i = 1; i <= 20; i++) {
            mailbox.deliver(mail(i));
        }
        mailbox.deliver(TestMails.plain("large", "0123456789abcdef".repeat(100_000)));
        await().atMost(PATIENCE).until(() -> mailbox.uids("Done").size() == 21);
        assertThat(route.subjects()).hasSize(21);
    }

    @Test
    void whatComesInOnePacketWithTheAnswerIsCompressedAlready() throws Exception {
        serve(
                client -> {
                    client.greet(COMPRESS);
                    client.login();
                    ScriptedCommand command = client.expect("COMPRESS DEFLATE");
                    // "* OK [ALERT] hi" and a line end, stored as RFC 1951 §3.2.4 has it
                    client.sendRaw(command.tag() + " OK active\r\n\0\u0011\0\u00ee\u00ff* OK [ALERT] hi\r\n");
                    client.compress();
                    client.select(0, 1, 1);
                    client.serveUntilClosed();
                },
                "&compress=true");
        route.awaitIdle();
    }

    @Test
    void fewOctetsThatStandForVeryManyHitTheUsualLimit() throws Exception {
        serve(
                client -> {
                    compress(client);
                    client.expect("SELECT .*");
                    sendUntilLeft(client, "* " + "0".repeat(2_000_000));
                },
                "&compress=true&maxLineLength=100000");
        route.awaitState("BACKING_OFF");
        assertThat(route.consumer().getStatusMessage()).contains("maxLineLength");
    }

    @Test
    void aServerThatSaysItCompressesAndDoesNotIsLeft() throws Exception {
        serve(
                client -> {
                    client.greet(COMPRESS);
                    client.login();
                    client.reply(client.expect("COMPRESS DEFLATE"), "OK DEFLATE active");
                    client.send("* OK this is clear text");
                    client.awaitClosedByClient();
                },
                "&compress=true");
        route.awaitState("BACKING_OFF");
        assertThat(route.consumer().getStatusMessage()).contains("not compressed");
    }

    @Test
    void compressionIsOffUnlessWanted() throws Exception {
        serve(new MailboxScript().capabilities(COMPRESS), "");
        route.awaitIdle();
        assertThat(server.transcript()).noneMatch(line -> line.contains("COMPRESS DEFLATE"));
    }

    @Test
    void theServersNameIsToldAndOursIsGiven() throws Exception {
        serve(new MailboxScript(), "&identify=true");
        route.awaitIdle();
        assertThat(route.details())
                .containsEntry("serverSoftware", "model mailbox")
                .containsEntry("login", "PLAIN");
        assertThat(server.transcript()).anyMatch(line -> line.contains("ID (\"name\" \"camel-imap-idle\""));
    }

    @Test
    void whatIsSwitchedOffIsNotUsed() throws Exception {
        MailboxScript mailbox = new MailboxScript().capabilities(COMPRESS);
        mailbox.createFolder("Done");
        mailbox.deliver(mail(1));
        serve(mailbox, "&compress=true&moveTo=Done&disabledExtensions=COMPRESS=DEFLATE,move, idle,ESEARCH");
        route.awaitState("POLLING");
        await().atMost(PATIENCE).until(() -> mailbox.uids("Done").size() == 1);
        assertThat(server.transcript())
                .noneMatch(line -> line.matches("C: A\\d+ (COMPRESS|UID MOVE|IDLE|UID SEARCH RETURN).*"))
                .anyMatch(line -> line.contains("UID COPY"));
    }

    @Test
    void foldersAreNamedInUtf8WhereTheServerSpeaksRev2() throws Exception {
        serve(
                client -> {
                    client.greet("IMAP4rev2 AUTH=PLAIN");
                    client.login();
                    ScriptedCommand select = client.select(1, 7, 2);
                    assertThat(select.text()).isEqualTo("SELECT \"Entw\u00c3\u00bcrfe\"");
                    ScriptedCommand search = client.expect("UID SEARCH RETURN \\(ALL\\) UID 1:1 UNSEEN UNDELETED");
                    client.send("* ESEARCH (TAG \"" + search.tag() + "\") UID ALL 1");
                    client.reply(search, "OK done");
                    client.fetch(1, 1, mail(1));
                    client.serveUntilClosed();
                },
                "&folders=Entw%C3%BCrfe");
        route.awaitSubjects("mail 1");
    }
}
