package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParameterList;

/** Writes ENVELOPE and BODYSTRUCTURE of a mail (RFC 3501 §7.4.2). */
final class MailStructure {

    private MailStructure() {}

    static String envelope(byte[] mail) {
        try {
            MimeMessage message = MailSections.parse(mail);
            String from = addresses(message, "From");
            return "("
                    + String.join(
                            " ",
                            nstring(message.getHeader("Date", null)),
                            nstring(message.getHeader("Subject", null)),
                            from,
                            message.getHeader("Sender") == null ? from : addresses(message, "Sender"),
                            message.getHeader("Reply-To") == null ? from : addresses(message, "Reply-To"),
                            addresses(message, "To"),
                            addresses(message, "Cc"),
                            addresses(message, "Bcc"),
                            nstring(message.getHeader("In-Reply-To", null)),
                            nstring(message.getHeader("Message-ID", null)))
                    + ")";
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String addresses(Message message, String header) throws MessagingException {
        String[] lines = message.getHeader(header);
        if (lines == null) {
            return "NIL";
        }
        StringBuilder all = new StringBuilder("(");
        for (Address address : parsed(String.join(",", lines))) {
            String[] ends = ((InternetAddress) address).getAddress().split("@", 2);
            all.append('(').append(nstring(((InternetAddress) address).getPersonal()));
            all.append(" NIL ").append(nstring(ends[0]));
            all.append(' ').append(nstring(ends.length > 1 ? ends[1] : "")).append(')');
        }
        return all.append(')').toString();
    }

    private static Address[] parsed(String header) throws AddressException {
        return InternetAddress.parseHeader(header, false);
    }

    /** @param extensible true for BODYSTRUCTURE, with disposition and the like; false for BODY */
    static String body(byte[] mail, boolean extensible) {
        try {
            return part(MailSections.parse(mail), extensible);
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String part(MimePart part, boolean extensible) throws MessagingException, IOException {
        ContentType type = new ContentType(part.getContentType());
        return part.getContent() instanceof Multipart parts
                ? multipart(parts, type, extensible)
                : single(part, type, extensible);
    }

    private static String multipart(Multipart parts, ContentType type, boolean extensible)
            throws MessagingException, IOException {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < parts.getCount(); i++) {
            text.append(part((MimePart) parts.getBodyPart(i), extensible));
        }
        text.append(' ').append(nstring(type.getSubType()));
        if (extensible) {
            text.append(' ').append(parameters(type.getParameterList())).append(" NIL NIL NIL");
        }
        return text.append(')').toString();
    }

    private static String single(MimePart part, ContentType type, boolean extensible)
            throws MessagingException, IOException {
        byte[] raw = MailSections.raw(part);
        StringBuilder text = new StringBuilder("(");
        text.append(nstring(type.getPrimaryType())).append(' ').append(nstring(type.getSubType()));
        text.append(' ').append(parameters(type.getParameterList()));
        text.append(' ').append(nstring(part.getContentID()));
        text.append(' ').append(nstring(part.getDescription()));
        text.append(' ').append(nstring(part.getEncoding() == null ? "7bit" : part.getEncoding()));
        text.append(' ').append(raw.length);
        if (type.getPrimaryType().equalsIgnoreCase("text")) {
            text.append(' ').append(lines(raw));
        }
        if (extensible) {
            text.append(" NIL ").append(disposition(part)).append(" NIL NIL");
        }
        return text.append(')').toString();
    }

    private static long lines(byte[] raw) {
        long count = 0;
        for (byte b : raw) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private static String disposition(MimePart part) throws MessagingException {
        String header = part.getHeader("Content-Disposition", null);
        if (header == null) {
            return "NIL";
        }
        ContentDisposition disposition = new ContentDisposition(header);
        return "(" + nstring(disposition.getDisposition()) + " " + parameters(disposition.getParameterList()) + ")";
    }

    private static String parameters(ParameterList list) {
        return list == null || list.size() == 0
                ? "NIL"
                : Collections.list(list.getNames()).stream()
                        .map(name -> nstring(name.toLowerCase(Locale.ROOT)) + " " + nstring(list.get(name)))
                        .collect(Collectors.joining(" ", "(", ")"));
    }

    private static String nstring(String value) {
        return value == null
                ? "NIL"
                : "\"" + value.replaceAll("\\s*\\r?\\n\\s*", " ").replaceAll("([\"\\\\])", "\\\\$1") + "\"";
    }
}
