package org.camelpush.imapidle.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;

/** Finds what {@code BODY[section]} names in the bytes of a mail (RFC 3501 §6.4.5). */
final class MailSections {

    private static final byte[] NOTHING = {};

    private MailSections() {}

    static byte[] find(byte[] mail, String section) {
        String upper = section.toUpperCase(Locale.ROOT);
        if (upper.isEmpty()) {
            return mail;
        }
        if (upper.startsWith("HEADER.FIELDS")) {
            return fields(mail, upper);
        }
        int body = bodyStart(mail);
        return switch (upper) {
            case "HEADER" -> Arrays.copyOf(mail, body);
            case "TEXT" -> Arrays.copyOfRange(mail, body, mail.length);
            default -> part(mail, upper);
        };
    }

    private static int bodyStart(byte[] mail) {
        for (int i = 3; i < mail.length; i++) {
            if (mail[i] == '\n' && mail[i - 1] == '\r' && mail[i - 2] == '\n') {
                return i + 1;
            }
        }
        return mail.length;
    }

    private static byte[] fields(byte[] mail, String section) {
        String list = section.substring(section.indexOf('('));
        String[] names = ImapArguments.members(list).toArray(String[]::new);
        try {
            MimeMessage message = parse(mail);
            Enumeration<String> lines = section.startsWith("HEADER.FIELDS.NOT")
                    ? message.getNonMatchingHeaderLines(names)
                    : message.getMatchingHeaderLines(names);
            StringBuilder text = new StringBuilder();
            Collections.list(lines).forEach(line -> text.append(line).append("\r\n"));
            return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A part by its number, as in {@code 2}, {@code 1.2} or {@code 2.MIME}; empty when there is none. */
    private static byte[] part(byte[] mail, String section) {
        try {
            MimePart part = parse(mail);
            for (String step : section.split("\\.")) {
                if (step.equals("MIME")) {
                    return header(part);
                }
                part = child(part, Integer.parseInt(step));
            }
            return raw(part);
        } catch (MessagingException | IOException | IndexOutOfBoundsException e) {
            return NOTHING;
        }
    }

    private static MimePart child(MimePart part, int number) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            BodyPart child = parts.getBodyPart(number - 1);
            return (MimeBodyPart) child;
        }
        // RFC 3501 §6.4.5: a mail that is no multipart has one part, 1
        return part;
    }

    private static byte[] header(MimePart part) throws MessagingException {
        StringBuilder text = new StringBuilder();
        Collections.list(part.getAllHeaderLines())
                .forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The content of a part as it stands in the mail, still in its transfer encoding. */
    static byte[] raw(Part part) throws MessagingException, IOException {
        try (InputStream raw = part instanceof MimeMessage whole
                ? whole.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            raw.transferTo(bytes);
            return bytes.toByteArray();
        }
    }

    static MimeMessage parse(byte[] mail) throws MessagingException {
        return new MimeMessage((Session) null, new ByteArrayInputStream(mail));
    }
}
