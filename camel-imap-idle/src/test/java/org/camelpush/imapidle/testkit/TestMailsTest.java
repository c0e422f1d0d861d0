package org.camelpush.imapidle.testkit;

import java.nio.charset.StandardCharsets;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TestMailsTest {

    @Test
    void writesPlainText() throws Exception {
        MimeMessage mail = MailSections.parse(TestMails.plain("Grüße", "ein\nzwei ä"));
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(mail.getContent()).isEqualTo("ein\r\nzwei ä\r\n");
        assertThat(mail.getSentDate()).isNotNull();
        assertThat(mail.getMessageID()).isNotNull();
    }

    @Test
    void writesMultiparts() throws Exception {
        byte[] attachment = {0, 1, 2};
        MimeMessage mail = MailSections.parse(TestMails.withAttachment("s", "b", "f.bin", "image/png", attachment));
        Multipart mixed = (Multipart) mail.getContent();
        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        assertThat(mixed.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(attachment);
        mail = MailSections.parse(TestMails.htmlAlternative("s", "text", "<p>html</p>"));
        Multipart alternative = (Multipart) mail.getContent();
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(alternative.getBodyPart(1).getContent()).isEqualTo("<p>html</p>\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_001, 1_075, 1_076, 1_077, 1_078, 10_000, 1_000_000})
    void writesMailsOfExactSizeWithProperLines(int size) {
        byte[] mail = TestMails.ofSize(size);
        String text = new String(mail, StandardCharsets.US_ASCII);
        assertThat(mail).hasSize(size);
        assertThat(text).endsWith("\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }

    @Test
    void writesDifferentMailsWithOneMessageId() throws Exception {
        byte[][] mails = TestMails.duplicates(2, "twice");
        MimeMessage one = MailSections.parse(mails[0]);
        MimeMessage other = MailSections.parse(mails[1]);
        assertThat(one.getMessageID()).isEqualTo(other.getMessageID());
        assertThat(one.getSubject()).isNotEqualTo(other.getSubject());
    }
}
