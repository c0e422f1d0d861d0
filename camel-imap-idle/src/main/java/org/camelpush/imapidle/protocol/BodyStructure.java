package org.camelpush.imapidle.protocol;

import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;

/**
 * Finds the parts of a mail in its BODYSTRUCTURE (RFC 9051 §7.5.2). A mail may be nested as its sender likes, so depth
 * and number are bounded; what is beyond, or is no structure, makes the structure unknown and does no further harm. Why
 * not Angus' BODYSTRUCTURE: docs/adr/0010-what-comes-down-is-asked-for-by-item.md.
 */
final class BodyStructure {

    /** Parentheses within each other. */
    static final int MAX_DEPTH = 32;
    /** Strings, numbers and lists all together. */
    static final int MAX_VALUES = 4_000;
    /** Parts that are told. */
    static final int MAX_PARTS = 200;

    // positions in body-type-1part: type, subtype, parameters, id, description, encoding, octets, then what the type
    // adds
    private static final int SUBTYPE = 1;
    private static final int PARAMETERS = 2;
    private static final int OCTETS = 6;
    /** Of the MD5 sum; the disposition follows it. */
    private static final int EXTENSION = 7;

    private static final int LINES_OF_TEXT = 1;
    private static final int ENVELOPE_BODY_AND_LINES_OF_MESSAGE = 3;

    private final List<MailPart> parts = new ArrayList<>();

    private BodyStructure() {}

    /**
     * The parts that are no multipart, in order; a message within the mail is one part.
     *
     * @param body strings, nulls and lists of such, nested no deeper than {@link #MAX_DEPTH}; or null
     * @return the parts, or null when there are too many of them, or what is given is no structure
     */
    static List<MailPart> parts(List<?> body) {
        BodyStructure structure = new BodyStructure();
        try {
            structure.read(body, "");
        } catch (IllegalArgumentException noStructure) {
            return null;
        }
        return List.copyOf(structure.parts);
    }

    private void read(List<?> body, String section) {
        if (body == null || body.isEmpty()) {
            throw new IllegalArgumentException("no body");
        }
        if (body.get(0) instanceof List<?>) {
            readChildren(body, section);
        } else {
            add(body, section.isEmpty() ? "1" : section);
        }
    }

    private void readChildren(List<?> body, String section) {
        String prefix = section.isEmpty() ? "" : section + '.';
        for (int i = 0; i < body.size() && body.get(i) instanceof List<?> child; i++) {
            read(child, prefix + (i + 1));
        }
    }

    private void add(List<?> body, String section) {
        if (parts.size() == MAX_PARTS) {
            throw new IllegalArgumentException("too many parts");
        }
        String type = lower(string(body, 0)) + '/' + lower(string(body, SUBTYPE));
        List<?> disposition = list(body, EXTENSION + fieldsOf(type) + 1);
        String name = parameter(list(disposition, 1), "filename");
        parts.add(new MailPart(
                section,
                type,
                disposition.isEmpty() ? null : lower(string(disposition, 0)),
                name == null ? parameter(list(body, PARAMETERS), "name") : name,
                size(string(body, OCTETS))));
    }

    /** What stands between the octets and the extension data. */
    private static int fieldsOf(String type) {
        if (type.startsWith("text/")) {
            return LINES_OF_TEXT;
        }
        boolean message = type.equals("message/rfc822") || type.equals("message/global");
        return message ? ENVELOPE_BODY_AND_LINES_OF_MESSAGE : 0;
    }

    private static long size(String octets) {
        return octets != null && ResponseCode.isNumber(octets) ? Long.parseLong(octets) : -1;
    }

    private static String parameter(List<?> namesAndValues, String wanted) {
        ParameterList parameters = new ParameterList();
        for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
            String name = string(namesAndValues, i);
            String value = string(namesAndValues, i + 1);
            if (name != null && value != null) {
                parameters.set(name, value);
            }
        }
        parameters.combineSegments(); // RFC 2231 §3
        return decoded(parameters.get(wanted));
    }

    /** Many mailers write RFC 2047's encoded words into parameters, although §5 forbids it. */
    private static String decoded(String value) {
        if (value == null) {
            return null;
        }
        try {
            return MimeUtility.decodeText(value);
        } catch (UnsupportedEncodingException unknown) {
            return value;
        }
    }

    private static List<?> list(List<?> values, int at) {
        return at < values.size() && values.get(at) instanceof List<?> list ? list : List.of();
    }

    private static String string(List<?> values, int at) {
        return at < values.size() && values.get(at) instanceof String text ? text : null;
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
