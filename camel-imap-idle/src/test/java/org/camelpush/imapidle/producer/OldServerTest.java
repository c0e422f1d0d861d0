package org.camelpush.imapidle.producer;

import java.io.IOException;
import java.util.Map;

import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedConnection;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.producer.ProducerFixture.mail;
import static org.camelpush.imapidle.producer.ProducerFixture.with;

/** Servers without MOVE, and without UIDPLUS. */
class OldServerTest {

    private final MailboxScript model = new MailboxScript();
    private final ProducerFixture mailbox = new ProducerFixture();
    private ScriptedImapServer server;

    @BeforeEach
    void deliver() {
        for (int i = 1; i <= 3; i++) {
            model.deliver(TestMails.plain("mail " + i, "body"));
        }
        model.createFolder("Archive");
        model.flag(2, "\\Deleted");
    }

    @AfterEach
    void stop() throws IOException {
        mailbox.close();
        server.close();
    }

    private void serveWithout(String... missing) throws Exception {
        String capabilities = ScriptedConnection.CAPABILITIES;
        for (String each : missing) {
            capabilities = capabilities.replace(" " + each, "");
        }
        server = ScriptedImapServer.start(model.capabilities(capabilities));
        mailbox.start(ProducerFixture.uri(server.port(), ""));
    }

    private static Map<String, Object> toArchive(long uid) {
        return with(mail("INBOX", uid), ImapIdleConstants.TARGET_FOLDER, "Archive");
    }

    @Test
    void withoutMoveAMailIsCopiedAndItAloneIsExpunged() throws Exception {
        serveWithout("MOVE");
        mailbox.done("move", toArchive(1), null);
        assertThat(model.uids()).containsExactly(2L, 3L);
        assertThat(model.uids("Archive")).containsExactly(1L);
        assertThat(server.transcript()).noneMatch(line -> line.contains("UID MOVE"));
    }

    @Test
    void aServerThatDoesMoveWrongIsTreatedAsOneWithout() throws Exception {
        server = ScriptedImapServer.start(model);
        mailbox.start(ProducerFixture.uri(server.port(), "&disabledExtensions=move"));
        mailbox.done("move", toArchive(1), null);
        assertThat(model.uids()).containsExactly(2L, 3L);
        assertThat(server.transcript()).noneMatch(line -> line.contains("UID MOVE"));
    }

    @Test
    void aServerThatWantsToKnowIsToldWhoWeAre() throws Exception {
        server = ScriptedImapServer.start(model);
        mailbox.start(ProducerFixture.uri(server.port(), "&identify=true"));
        mailbox.done("delete", mail("INBOX", 1), null);
        assertThat(server.transcript()).anyMatch(line -> line.contains("ID (\"name\" \"camel-imap-idle\")"));
    }

    @Test
    void withoutUidPlusAMailIsOnlyMarked() throws Exception {
        serveWithout("MOVE", "UIDPLUS");
        mailbox.done("move", toArchive(1), null);
        mailbox.done("delete", mail("INBOX", 3), null);
        assertThat(model.uids()).containsExactly(1L, 2L, 3L);
        assertThat(model.flags(1)).contains("\\Deleted");
        assertThat(model.flags(3)).contains("\\Deleted");
        assertThat(model.uids("Archive")).hasSize(1);
        assertThat(server.transcript()).noneMatch(line -> line.contains("EXPUNGE"));
    }
}
