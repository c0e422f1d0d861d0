package org.camelpush.imapidle.selection;

import java.util.List;
import java.util.Map;

import jakarta.mail.internet.MimeMessage;

import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.mail.MailMessage;
import org.camelpush.imapidle.GreenMailServer;
import org.camelpush.imapidle.ImapIdleConstants;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** The options download and maxDownloadSize: what of a mail comes, and what an exchange without a body looks like. */
@RequiresDovecot
class DownloadTest {

    private static final byte[] ATTACHMENT = new byte[30_000];

    private static DovecotServer dovecot;

    private final RouteFixture route = new RouteFixture().keepExchanges();

    @BeforeAll
    static void startDovecot() throws Exception {
        dovecot = DovecotServer.start();
    }

    @AfterAll
    static void stopDovecot() throws Exception {
        dovecot.close();
    }

    @AfterEach
    void stop() {
        route.close();
    }

    private static String uri(String user, String options) {
        return "imap-idle:127.0.0.1:" + dovecot.port() + "?startTls=false&username=" + user + "&password="
                + dovecot.password() + options;
    }

    private static byte[] large(String subject) {
        return TestMails.withAttachment(subject, "see there", "gr\u00f6\u00dfer.pdf", "application/pdf", ATTACHMENT);
    }

    private Exchange exchange(int number) {
        await().atMost(PATIENCE).until(() -> route.exchanges().size() > number);
        return route.exchanges().get(number);
    }

    private static void isWithoutBody(Exchange exchange) throws Exception {
        MailMessage mail = exchange.getIn(MailMessage.class);
        assertThat(mail.getBody()).isNull();
        assertThat(mail.copy().getBody()).isNull();
        assertThat(exchange.getIn(AttachmentMessage.class).hasAttachments()).isFalse();
        assertThat(mail.getMessage().getContent()).isEqualTo("");
        assertThat(mail.getHeader(ImapIdleConstants.SIZE, Long.class))
                .isEqualTo(mail.getMessage().getSize());
        assertThat(mail.getMessage().getReceivedDate()).isNotNull();
    }

    /** What the producer needs to fetch the body. */
    private static void isNamed(Exchange exchange) {
        assertThat(exchange.getIn().getHeaders())
                .containsKeys(
                        ImapIdleConstants.ACCOUNT,
                        ImapIdleConstants.FOLDER,
                        ImapIdleConstants.UID,
                        ImapIdleConstants.UID_VALIDITY);
    }

    private static Map<String, Object> part(Exchange exchange, int number) {
        List<?> structure = exchange.getIn().getHeader(ImapIdleConstants.STRUCTURE, List.class);
        Map<String, Object> part = new java.util.HashMap<>();
        ((Map<?, ?>) structure.get(number)).forEach((name, value) -> part.put((String) name, value));
        return part;
    }

    private static void hasLargesHeaders(Exchange exchange) throws Exception {
        assertThat(exchange.getIn().getHeader(ImapIdleConstants.DOWNLOADED)).isEqualTo("headers");
        isWithoutBody(exchange);
        isNamed(exchange);
        assertThat(exchange.getIn().getHeader("From")).isEqualTo("Sender <sender@test.invalid>");
        MimeMessage message = (MimeMessage) exchange.getIn(MailMessage.class).getMessage();
        assertThat(message.getSubject()).isEqualTo(exchange.getIn().getHeader("Subject"));
        assertThat(part(exchange, 0)).containsEntry("type", "text/plain").containsEntry("section", "1");
        assertThat(part(exchange, 1))
                .containsEntry("section", "2")
                .containsEntry("type", "application/pdf")
                .containsEntry("disposition", "attachment")
                .hasEntrySatisfying("size", size -> assertThat((Long) size).isGreaterThan(ATTACHMENT.length))
                .hasEntrySatisfying("name", name -> assertThat((String) name).endsWith(".pdf"));
    }

    @Test
    void headersComeWithoutTheBodyAndSayWhatIsThere() throws Exception {
        dovecot.deliver("hans", large("mail 1"));
        route.start(uri("hans", "&download=headers")).awaitIdle();
        dovecot.deliver("hans", large("mail 2"));
        route.awaitSubjects("mail 1", "mail 2");
        hasLargesHeaders(exchange(0));
        hasLargesHeaders(exchange(1));
    }

    @Test
    void nothingComesButWhatTheServerKnowsOfTheMail() throws Exception {
        route.start(uri("nils", "&download=none")).awaitIdle();
        dovecot.deliver("nils", large("mail 1"));
        Exchange exchange = exchange(0);
        assertThat(exchange.getIn().getHeader(ImapIdleConstants.DOWNLOADED)).isEqualTo("none");
        assertThat(exchange.getIn().getHeaders()).doesNotContainKeys("Subject", ImapIdleConstants.STRUCTURE);
        isWithoutBody(exchange);
        isNamed(exchange);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dovecot.flagsOf("nils", "INBOX").values())
                        .allMatch(flags -> flags.contains("\\Seen")));
    }

    @Test
    void onlyLargeMailsComeWithoutTheirBody() throws Exception {
        dovecot.deliver("max", TestMails.plain("mail 1", "small"));
        route.start(uri("max", "&maxDownloadSize=10000")).awaitIdle();
        dovecot.deliver("max", large("mail 2"));
        route.awaitSubjects("mail 1", "mail 2");
        dovecot.deliver("max", TestMails.plain("mail 3", "small"));
        route.awaitSubjects("mail 1", "mail 2", "mail 3");
        for (int small : List.of(0, 2)) {
            assertThat(exchange(small).getIn().getBody(String.class)).isEqualTo("small\r\n");
            assertThat(exchange(small).getIn().getHeader(ImapIdleConstants.DOWNLOADED))
                    .isEqualTo("full");
            assertThat(exchange(small).getIn().getHeaders()).doesNotContainKey(ImapIdleConstants.STRUCTURE);
        }
        hasLargesHeaders(exchange(1));
        assertThat(route.consumer().getLosses()).isZero();
    }

    @Test
    void greenMailGivesHeadersAndStructure() throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            route.start(server.uri("&maxDownloadSize=10000")).awaitIdle();
            server.deliver("small");
            route.awaitSubjects("small");
            server.deliver(large("large"));
            route.awaitSubjects("small", "large");
            assertThat(exchange(0).getIn().getHeader(ImapIdleConstants.DOWNLOADED))
                    .isEqualTo("full");
            hasLargesHeaders(exchange(1));
        }
    }
}
