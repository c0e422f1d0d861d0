package org.camelpush.imapidle.testkit;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;

/** Mails as bytes, after RFC 5322 and MIME: CRLF line ends, a Message-ID of their own, sent now. */
public final class TestMails {

    private static final String BOUNDARY = "=_camel-push-test";
    private static final String TEXT = "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n";
    private static final String HTML = "Content-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n";

    private TestMails() {}

    /** One part of text in UTF-8. */
    public static byte[] plain(String subject, String body) {
        return withMessageId(newMessageId(), subject, body);
    }

    /** As {@link #plain}, with a Message-ID of the caller's choice; two mails may have the same. */
    public static byte[] withMessageId(String messageId, String subject, String body) {
        return bytes(header(messageId, subject) + TEXT + "\r\n" + lines(body));
    }

    /** The same content in text and in HTML. */
    public static byte[] htmlAlternative(String subject, String text, String html) {
        return bytes(header(newMessageId(), subject)
                + multipart("alternative", TEXT + "\r\n" + lines(text), HTML + "\r\n" + lines(html)));
    }

    /** Text, and an attachment in base64. */
    public static byte[] withAttachment(
            String subject, String body, String fileName, String contentType, byte[] attachment) {
        String part = "Content-Type: " + contentType + "; name=\"" + fileName + "\"\r\n"
                + "Content-Disposition: attachment; filename=\"" + fileName + "\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(attachment) + "\r\n";
        return bytes(header(newMessageId(), subject) + multipart("mixed", TEXT + "\r\n" + lines(body), part));
    }

    /** A mail of exactly so many bytes, header and all; at least 1,000. */
    public static byte[] ofSize(int bytes) {
        if (bytes < 1_000) {
            throw new IllegalArgumentException("a mail has at least 1000 bytes here, not " + bytes);
        }
        byte[] mail = new byte[bytes];
        byte[] start = plain("mail of " + bytes + " bytes", "");
        System.arraycopy(start, 0, mail, 0, start.length);
        for (int i = start.length; i < bytes; i++) {
            int column = (i - start.length) % 78;
            boolean last = i >= bytes - 2;
            mail[i] = (byte) (last ? "\r\n".charAt(i - bytes + 2) : column == 76 ? '\r' : column == 77 ? '\n' : 'x');
        }
        // no bare CR before the closing CRLF
        if (mail[bytes - 3] == '\r') {
            mail[bytes - 3] = 'x';
        }
        return mail;
    }

    /** Different mails, numbered in subject and body, that share one Message-ID. */
    public static byte[][] duplicates(int count, String subject) {
        String messageId = newMessageId();
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> withMessageId(messageId, subject + " " + i, "body " + i))
                .toArray(byte[][]::new);
    }

    private static String newMessageId() {
        return "<" + UUID.randomUUID() + "@test.invalid>";
    }

    private static String header(String messageId, String subject) {
        return "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)) + "\r\n"
                + "From: Sender <sender@test.invalid>\r\n"
                + "To: Receiver <receiver@test.invalid>\r\n"
                + "Message-ID: " + messageId + "\r\n"
                + "Subject: " + encoded(subject) + "\r\n"
                + "MIME-Version: 1.0\r\n";
    }

    /** RFC 2047 when it needs to be. */
    private static String encoded(String subject) {
        return subject.chars().allMatch(c -> c >= ' ' && c < 127)
                ? subject
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(subject)) + "?=";
    }

    private static String multipart(String subtype, String... parts) {
        StringBuilder text =
                new StringBuilder("Content-Type: multipart/" + subtype + "; boundary=\"" + BOUNDARY + "\"\r\n");
        for (String part : parts) {
            text.append("\r\n--").append(BOUNDARY).append("\r\n").append(part);
        }
        return text.append("\r\n--").append(BOUNDARY).append("--\r\n").toString();
    }

    private static String lines(String body) {
        String lines = body.replaceAll("\r?\n", "\r\n");
        return lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
