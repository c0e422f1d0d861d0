package org.camelpush.imapidle.producer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SubjectTerm;

import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.testkit.Direction;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.producer.ProducerFixture.mail;
import static org.camelpush.imapidle.producer.ProducerFixture.with;

/** Each operation with a real server; each test has a user of its own. */
@RequiresDovecot
class DovecotOperationsTest {

    private static final String FOLDER = "Ablage/Größe & \"Maß\"";

    private static DovecotServer dovecot;

    private final String user = "user-" + UUID.randomUUID();
    private final ProducerFixture mailbox = new ProducerFixture();
    private FaultProxy proxy;

    @BeforeAll
    static void startDovecot() throws Exception {
        dovecot = DovecotServer.start();
    }

    @AfterAll
    static void stopDovecot() throws Exception {
        dovecot.close();
    }

    @BeforeEach
    void start() throws Exception {
        for (int i = 1; i <= 3; i++) {
            try (Store store = dovecot.store(user);
                    Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                inbox.appendMessages(new Message[] {message(TestMails.plain("mail " + i, "body " + i))});
            }
        }
        proxy = FaultProxy.to(dovecot.port());
        mailbox.start("imap-idle:127.0.0.1:" + proxy.port() + "?startTls=false&username=" + user + "&password="
                + dovecot.password());
    }

    @AfterEach
    void stop() throws IOException {
        mailbox.close();
        proxy.close();
    }

    private static MimeMessage message(byte[] mail) throws Exception {
        return new MimeMessage((Session) null, new ByteArrayInputStream(mail));
    }

    private void markDeleted(String folderName, long uid) throws Exception {
        try (Store store = dovecot.store(user)) {
            Folder folder = store.getFolder(folderName);
            folder.open(Folder.READ_WRITE);
            ((UIDFolder) folder).getMessageByUID(uid).setFlag(Flags.Flag.DELETED, true);
            folder.close(false);
        }
    }

    private Set<Long> uids(String folder) throws Exception {
        return dovecot.flagsOf(user, folder).keySet();
    }

    @Test
    void fetchGivesTheMailAsAConsumerWouldAndLeavesItUnseen() throws Exception {
        byte[] octets = TestMails.withAttachment("report", "see there", "numbers.csv", "text/csv", "1;2".getBytes());
        Exchange appended = mailbox.done("append", Map.of(ImapIdleConstants.SET_FLAGS, "$Important"), octets);
        Object uid = appended.getMessage().getHeader(ImapIdleConstants.NEW_UID);

        Exchange fetched = mailbox.done("fetch", with(mail("INBOX", uid), "mine", "kept"), null);

        assertThat(fetched.getMessage()).isInstanceOf(MailMessage.class);
        assertThat(fetched.getMessage().getBody(String.class)).contains("see there");
        assertThat(fetched.getMessage(AttachmentMessage.class).getAttachmentNames())
                .containsExactly("numbers.csv");
        assertThat(fetched.getMessage().getHeaders())
                .containsEntry("Subject", "report")
                .containsEntry("mine", "kept")
                .containsEntry(ImapIdleConstants.FOLDER, "INBOX")
                .containsEntry(ImapIdleConstants.UID, uid)
                .containsEntry(ImapIdleConstants.ACCOUNT, user)
                .containsEntry(ImapIdleConstants.DOWNLOADED, "full")
                .containsEntry(ImapIdleConstants.SIZE, (long) octets.length)
                .containsKey(ImapIdleConstants.UID_VALIDITY);
        assertThat(fetched.getMessage().getHeader(ImapIdleConstants.RECEIVED_AT, Instant.class))
                .isAfter(Instant.now().minusSeconds(3_600));
        assertThat(dovecot.flagsOf(user, "INBOX").get(uid))
                .contains("$Important")
                .doesNotContain("\\Seen");
    }

    @Test
    void flagSetsAndClearsAndTellsWhatTheMailHasThen() throws Exception {
        Map<String, Object> headers = with(mail("INBOX", 1), ImapIdleConstants.SET_FLAGS, "\\seen, $Forwarded");
        mailbox.done("flag", headers, null);
        Exchange flagged = mailbox.done(
                "flag",
                with(
                        with(mail("INBOX", 1), ImapIdleConstants.CLEAR_FLAGS, List.of("\\Seen")),
                        ImapIdleConstants.SET_FLAGS,
                        Set.of("\\Flagged")),
                null);

        assertThat(dovecot.flagsOf(user, "INBOX").get(1L))
                .contains("\\Flagged", "$Forwarded")
                .doesNotContain("\\Seen");
        assertThat(flagged.getMessage().getHeader(ImapIdleConstants.FLAGS))
                .isEqualTo(dovecot.flagsOf(user, "INBOX").get(1L));
    }

    @Test
    void moveTakesOneMailAndLeavesWhatSomebodyElseMarkedDeleted() throws Exception {
        dovecot.createFolder(user, FOLDER);
        markDeleted("INBOX", 2);
        Exchange moved = mailbox.done("move", with(mail("INBOX", 1L), ImapIdleConstants.TARGET_FOLDER, FOLDER), null);

        assertThat(uids("INBOX")).containsExactly(2L, 3L);
        assertThat(uids(FOLDER)).containsExactly(moved.getMessage().getHeader(ImapIdleConstants.NEW_UID, Long.class));
        Exchange found = mailbox.done("fetch", mail(FOLDER, 1), null);
        assertThat(found.getMessage().getHeader("Subject")).isEqualTo("mail 1");
        assertThat(found.getMessage().getHeader(ImapIdleConstants.UID_VALIDITY))
                .isEqualTo(moved.getMessage().getHeader(ImapIdleConstants.NEW_UID_VALIDITY));
    }

    @Test
    void copyLeavesTheMail() throws Exception {
        dovecot.createFolder(user, FOLDER);
        mailbox.done("copy", with(mail("INBOX", "3"), ImapIdleConstants.TARGET_FOLDER, FOLDER), null);
        assertThat(uids("INBOX")).containsExactly(1L, 2L, 3L);
        assertThat(uids(FOLDER)).containsExactly(1L);
    }

    @Test
    void deleteTakesOneMailAndLeavesWhatSomebodyElseMarkedDeleted() throws Exception {
        markDeleted("INBOX", 1);
        mailbox.done("delete", mail("INBOX", 2), null);
        assertThat(uids("INBOX")).containsExactly(1L, 3L);
    }

    @Test
    void appendKeepsOctetsFlagsAndDateAlsoOfALargeStream() throws Exception {
        dovecot.createFolder(user, FOLDER);
        byte[] large = TestMails.ofSize(3_000_000);
        Instant date = Instant.parse("2025-03-04T05:06:07Z");
        Map<String, Object> headers = Map.of(
                ImapIdleConstants.TARGET_FOLDER, FOLDER,
                ImapIdleConstants.SET_FLAGS, "\\Seen",
                ImapIdleConstants.RECEIVED_AT, date);
        Exchange appended = mailbox.done("append", headers, new ByteArrayInputStream(large));

        Long uid = appended.getMessage().getHeader(ImapIdleConstants.NEW_UID, Long.class);
        assertThat(dovecot.flagsOf(user, FOLDER).get(uid)).contains("\\Seen");
        Exchange fetched = mailbox.done("fetch", mail(FOLDER, uid), null);
        assertThat(fetched.getMessage().getHeader(ImapIdleConstants.RECEIVED_AT))
                .isEqualTo(date);
        assertThat(fetched.getMessage().getHeader(ImapIdleConstants.SIZE)).isEqualTo((long) large.length);
        assertThat(fetched.getMessage().getHeader("Subject")).isNotNull();
    }

    @Test
    void aCompressedConnectionBringsTheSameMailInLess() throws Exception {
        byte[] large = TestMails.plain("large", "all the same ".repeat(100_000));
        mailbox.done("append", Map.of(), large);
        try (ProducerFixture compressed = new ProducerFixture();
                FaultProxy line = FaultProxy.to(dovecot.port())) {
            compressed.start("imap-idle:127.0.0.1:" + line.port() + "?startTls=false&compress=true&username=" + user
                    + "&password=" + dovecot.password());
            Exchange fetched = compressed.done("fetch", mail("INBOX", 4), null);
            assertThat(fetched.getMessage().getHeader(ImapIdleConstants.SIZE)).isEqualTo((long) large.length);
            assertThat(fetched.getMessage().getBody(String.class)).contains("all the same all the same");
            assertThat(line.carried(Direction.TO_CLIENT)).isLessThan(large.length / 10);
        }
    }

    @Test
    void appendTakesAJakartaMailMessage() throws Exception {
        mailbox.done("append", mail("nobody's folder", 9), message(TestMails.plain("made here", "body")));
        assertThat(uids("INBOX")).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void appendRefusesABodyThatIsNoMail() {
        for (Object body : new Object[] {"just a text", "", "From bob Mon Nov  2\n\nmbox", null}) {
            assertThat(mailbox.ask("append", Map.of(), body).getException())
                    .hasMessageContaining("must be a jakarta.mail.Message");
        }
    }

    @Test
    void searchFindsUidsByATermThatIsNotAscii() throws Exception {
        mailbox.done("append", Map.of(), message(TestMails.plain("Übergröße", "body")));
        assertThat(mailbox.done("search", Map.of(), new SubjectTerm("größe"))
                        .getMessage()
                        .getBody())
                .isEqualTo(List.of(4L));
    }

    @Test
    void searchTakesCamelMailsSimpleTermAndTellsUidValidityForTheNextStep() throws Exception {
        SimpleSearchTerm term = new SimpleSearchTerm();
        term.setSubject("mail 2");
        term.setFromReceivedDate("now-24h");
        Exchange found = mailbox.done("search", Map.of(), term);
        assertThat(found.getMessage().getBody()).isEqualTo(List.of(2L));
        assertThat(found.getMessage().getHeader(ImapIdleConstants.UID_VALIDITY, Long.class))
                .isPositive();
    }

    @Test
    void searchWithoutATermFindsAllAlsoWhatCameSinceTheLastOne() throws Exception {
        assertThat(mailbox.done("search", Map.of(), null).getMessage().getBody())
                .isEqualTo(List.of(1L, 2L, 3L));
        dovecot.deliver(user, TestMails.plain("mail 4", "body"));
        assertThat(mailbox.done("search", Map.of(), null).getMessage().getBody())
                .isEqualTo(List.of(1L, 2L, 3L, 4L));
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void statusCountsAlsoAFolderThatWasOpenedBefore() throws Exception {
        mailbox.done("flag", with(mail("INBOX", 1), ImapIdleConstants.SET_FLAGS, "\\Seen"), null);
        dovecot.deliver(user, TestMails.plain("mail 4", "body"));
        Exchange counted = mailbox.done("status", Map.of(), null);
        assertThat(counted.getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("messages", 4L)
                .containsEntry("unseen", 3L)
                .containsEntry("uidNext", 5L)
                .containsKeys("uidValidity", "highestModSeq");
        assertThat(counted.getMessage().getHeaders())
                .containsEntry(ImapIdleConstants.MESSAGES, 4L)
                .containsEntry(ImapIdleConstants.UNSEEN, 3L)
                .containsEntry(ImapIdleConstants.UID_NEXT, 5L)
                .containsKeys(ImapIdleConstants.UID_VALIDITY, ImapIdleConstants.HIGHEST_MOD_SEQ);
    }

    @Test
    void aMailThatIsGoneIsSaidToBeGone() {
        for (String operation : List.of("fetch", "delete", "move", "copy", "flag")) {
            Map<String, Object> headers = with(
                    with(mail("INBOX", 99), ImapIdleConstants.TARGET_FOLDER, "INBOX"),
                    ImapIdleConstants.SET_FLAGS,
                    "\\Seen");
            assertThat(mailbox.fails(operation, headers))
                    .as(operation)
                    .isInstanceOf(MailGoneException.class)
                    .hasMessageContaining("UID 99 in INBOX");
        }
    }

    @Test
    void anotherUidValidityIsNoMailOfOurs() {
        for (String operation : List.of("fetch", "delete", "move", "copy", "flag")) {
            Map<String, Object> headers = with(
                    with(mail("INBOX", 1), ImapIdleConstants.TARGET_FOLDER, "INBOX"),
                    ImapIdleConstants.SET_FLAGS,
                    "\\Deleted");
            assertThat(mailbox.fails(operation, with(headers, ImapIdleConstants.UID_VALIDITY, 7)))
                    .as(operation)
                    .isInstanceOf(UidValidityChangedException.class)
                    .hasMessageContaining("and not 7 any more");
        }
    }

    @Test
    void whatTheServerRefusesIsToldInItsWordsAndTheConnectionGoesOn() throws Exception {
        assertThat(mailbox.fails("fetch", mail("No/Such", 1)))
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("fetch the mail with UID 1 in No/Such of " + user)
                .hasMessageContaining("Mailbox doesn't exist");
        assertThat(mailbox.fails("copy", with(mail("INBOX", 1), ImapIdleConstants.TARGET_FOLDER, "No/Such")))
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("TRYCREATE");
        mailbox.done("status", Map.of(), null);
        assertThat(proxy.accepted()).isEqualTo(1);
    }
}
