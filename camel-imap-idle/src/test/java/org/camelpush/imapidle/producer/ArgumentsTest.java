package org.camelpush.imapidle.producer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.mail.search.SubjectTerm;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.ImapIdleConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelpush.imapidle.producer.ProducerFixture.mail;
import static org.camelpush.imapidle.producer.ProducerFixture.with;

/** What headers may say and what not. */
class ArgumentsTest {

    private final GreenMailServer server = new GreenMailServer();
    private final ProducerFixture mailbox = new ProducerFixture();

    @BeforeEach
    void deliver() {
        server.deliver("first");
        server.deliver("second");
        server.createFolder("Archive");
    }

    @AfterEach
    void stop() {
        mailbox.close();
        server.close();
    }

    private void start(String options) throws Exception {
        mailbox.start(server.uri(options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "4294967296", "99999999999999999999", "1:*", "1,2", "one", "1 (FLAGS)", ""})
    void whatIsNoUidIsRefusedBeforeAConnectionIsMade(String poison) throws Exception {
        start("");
        for (String header : new String[] {ImapIdleConstants.UID, ImapIdleConstants.UID_VALIDITY}) {
            assertThat(mailbox.fails("delete", with(mail("INBOX", 1), header, poison)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Header " + header);
        }
        assertThat(server.openConnections()).isZero();
        assertThat(server.mails("INBOX")).hasSize(2);
    }

    @Test
    void withoutAUidNothingIsDone() throws Exception {
        start("");
        assertThat(mailbox.fails("delete", Map.of()))
                .hasMessage("Header CamelImapIdleUid is missing; it must be the UID of a mail, 1 to 4294967295");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "INBOX\r\nA1 LOGOUT", "a\0b"})
    void whatIsNoFolderIsRefused(String poison) throws Exception {
        start("");
        assertThat(mailbox.fails("fetch", mail(poison, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CamelImapIdleFolder");
        assertThat(mailbox.fails("move", with(mail("INBOX", 1), ImapIdleConstants.TARGET_FOLDER, poison)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CamelImapIdleTargetFolder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\Recent", "\\Seen)\r\nA1 LOGOUT", "a(b", "\\*", "gr\u00fcn", "a{5}", "x]"})
    void whatIsNoFlagIsRefused(String poison) throws Exception {
        start("");
        assertThat(mailbox.fails("flag", with(mail("INBOX", 1), ImapIdleConstants.SET_FLAGS, poison)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CamelImapIdleSetFlags");
    }

    @Test
    void flagWithoutFlagsIsRefused() throws Exception {
        start("");
        assertThat(mailbox.fails("flag", mail("INBOX", 1))).hasMessageContaining("CamelImapIdleClearFlags");
    }

    @Test
    void moveWithoutATargetIsRefused() throws Exception {
        start("");
        assertThat(mailbox.fails("move", mail("INBOX", 1))).hasMessageContaining("or the option targetFolder set");
    }

    @Test
    void whatIsNoOperationIsRefused() throws Exception {
        start("");
        assertThat(mailbox.fails("expunge", mail("INBOX", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of fetch, flag");
    }

    @Test
    void anOperationTheEndpointFixesCannotBeChangedByAHeader() throws Exception {
        start("&operation=flag&setFlags=\\Seen");
        mailbox.done("delete", mail("INBOX", 1), null);
        assertThat(server.mails("INBOX")).containsExactly("first*", "second");
    }

    @Test
    void withoutAnyWordAMailIsFetched() throws Exception {
        start("");
        Exchange fetched = mailbox.ask(mail("INBOX", 1), null);
        assertThat(fetched.getException()).isNull();
        assertThat(fetched.getMessage().getBody(String.class)).contains("body of first");
        assertThat(server.mails("INBOX")).containsExactly("first", "second");
    }

    @Test
    void theFolderOfTheEndpointIsMeantWhereNoHeaderNamesOne() throws Exception {
        start("&operation=move&targetFolder=Archive");
        Map<String, Object> headers = new HashMap<>(Map.of(ImapIdleConstants.UID, 1));
        assertThat(mailbox.ask(headers, null).getException()).isNull();
        assertThat(server.mails("INBOX")).containsExactly("second");
        assertThat(server.mails("Archive")).containsExactly("first");
    }

    @Test
    void theTermOfTheEndpointIsSearchedForWhereTheBodyIsNone() throws Exception {
        start("&operation=search&searchTerm.subject=second");
        assertThat(mailbox.ask(Map.of(), "not a term").getMessage().getBody()).isEqualTo(List.of(2L));
        assertThat(mailbox.ask(Map.of(), new SubjectTerm("first")).getMessage().getBody())
                .isEqualTo(List.of(1L));
    }

    @Test
    void aBodyThatIsNoTermIsNotTakenForAllMails() throws Exception {
        start("&operation=search");
        assertThat(mailbox.ask(Map.of(), "subject").getException()).isInstanceOf(InvalidPayloadException.class);
        SimpleSearchTerm all = new SimpleSearchTerm();
        all.setUnseen(false);
        assertThat(mailbox.ask(Map.of(), all).getMessage().getBody()).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void noHeaderPicksHostOrCredentials() throws Exception {
        start("");
        Map<String, Object> headers = mail("INBOX", 1);
        for (String name : new String[] {"Host", "Port", "Username", "Password", "Account"}) {
            headers.put("CamelImapIdle" + name, "127.0.0.1");
        }
        assertThat(mailbox.ask(headers, null).getException()).isNull();
    }

    @Test
    void aFetchedMailsOwnCamelHeadersAreKeptOut() throws Exception {
        server.deliver("CamelImapIdleUid: 1\r\ncamelimapidletargetfolder: Trash\r\nSubject: bad\r\n\r\nbody\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        start("");
        Exchange fetched = mailbox.ask(mail("INBOX", 3), null);
        assertThat(fetched.getMessage().getHeaders())
                .containsEntry("Subject", "bad")
                .containsEntry(ImapIdleConstants.UID, 3L)
                .doesNotContainKey(ImapIdleConstants.TARGET_FOLDER);
    }
}
