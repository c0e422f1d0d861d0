package org.camelpush.imapidle.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.search.FlagTerm;

import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A client that was not written by us finds nothing wrong with the model mailbox. */
class AngusAgainstMailboxTest {

    private final MailboxScript mailbox = new MailboxScript();
    private ScriptedImapServer server;
    private Store store;
    private IMAPFolder inbox;

    @BeforeEach
    void connect() throws Exception {
        server = ScriptedImapServer.start(mailbox);
        Properties properties = new Properties();
        properties.setProperty("mail.imap.connectiontimeout", "5000");
        store = Session.getInstance(properties).getStore("imap");
        store.connect("127.0.0.1", server.port(), "me", "secret");
        inbox = (IMAPFolder) store.getFolder("INBOX");
    }

    @AfterEach
    void disconnect() throws Exception {
        store.close();
        server.close();
    }

    @Test
    void isToldOfNewMailWhileItIdles() throws Exception {
        BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
        inbox.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                arrived.addAll(List.of(event.getMessages()));
            }
        });
        inbox.open(Folder.READ_WRITE);
        Thread idler = new Thread(() -> {
            try {
                inbox.idle(true);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        idler.start();
        await().until(() -> mailbox.idling() == 1);
        mailbox.deliver(TestMails.plain("news", "body"));
        Message message = arrived.poll(5, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        assertThat(message.getSubject()).isEqualTo("news");
        idler.join(5_000);
        assertThat(idler.isAlive()).isFalse();
    }

    @Test
    void readsEnvelopeStructureAndParts() throws Exception {
        byte[] attachment = {1, 2, 3, 0, -1};
        mailbox.deliver(
                TestMails.withAttachment("grüße", "text\nmore", "a.bin", "application/octet-stream", attachment));
        inbox.open(Folder.READ_WRITE);
        Message message = inbox.getMessageByUID(1);
        assertThat(message.getSubject()).isEqualTo("grüße");
        assertThat(message.getFrom()[0]).hasToString("Sender <sender@test.invalid>");
        Multipart parts = (Multipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("text\r\nmore\r\n");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("a.bin");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(attachment);
        assertThat(mailbox.flags(1)).contains("\\Seen");
    }

    @Test
    void flagsSearchesMovesAndExpunges() throws Exception {
        Folder archive = store.getFolder("Archive");
        assertThat(archive.exists()).isFalse();
        assertThat(archive.create(Folder.HOLDS_MESSAGES)).isTrue();
        List.of("one", "two", "three").forEach(subject -> mailbox.deliver(TestMails.plain(subject, "body")));
        inbox.open(Folder.READ_WRITE);
        inbox.getMessage(1).setFlag(Flags.Flag.SEEN, true);
        assertThat(inbox.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)))
                .hasSize(2);
        inbox.moveMessages(new Message[] {inbox.getMessage(2)}, archive);
        assertThat(mailbox.uids()).containsExactly(1L, 3L);
        inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
        inbox.expunge();
        assertThat(mailbox.uids()).containsExactly(3L);
        assertThat(archive.getMessageCount()).isEqualTo(1);
        assertThat(inbox.getMessageCount()).isEqualTo(1);
    }

    @Test
    void appends() throws Exception {
        byte[] mail = TestMails.htmlAlternative("draft", "ä", "<p>ä</p>");
        inbox.appendMessages(new Message[] {MailSections.parse(mail)});
        inbox.open(Folder.READ_ONLY);
        assertThat(new String(inbox.getMessage(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("<p>ä</p>");
    }
}
