package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camelpush.imapidle.protocol.Body;

/**
 * Reads the text of a mail of the plainest kind straight from its octets: one part of text, not encoded, in a character
 * set that Java has, its header without anything odd. Says exactly what Jakarta Mail would say, some ten times as fast;
 * about any other mail it says nothing. Camel's stream caching asks each mail for its body, so this is on the way of
 * each mail: docs/adr/0007-a-mail-is-taken-apart-when-it-is-looked-at.md.
 */
final class PlainText {

    private static final String PREFIX = "content-";
    private static final String TYPE = "content-type";
    private static final String ENCODING = "content-transfer-encoding";

    private static final Set<String> NOT_ENCODED = Set.of("7bit", "8bit", "binary");

    private static final Pattern TEXT = Pattern.compile(
            "text/(?:plain|html)(?: *; *charset=(\"?)(us-ascii|utf-8|iso-8859-1)\\1)?(?: *; *format=flowed)?");

    private final byte[] octets;
    private String type;
    private String encoding;

    private PlainText(byte[] octets) {
        this.octets = octets;
    }

    /**
     * The text, or nothing where Jakarta Mail has to be asked.
     *
     * @throws IOException when the octets cannot be read
     */
    static Optional<String> of(Body body) throws IOException {
        if (!body.isInMemory()) {
            return Optional.empty();
        }
        try (InputStream in = body.open()) {
            return new PlainText(in.readAllBytes()).text();
        }
    }

    private Optional<String> text() {
        int start = readHeader();
        if (start < 0 || encoding != null && !NOT_ENCODED.contains(encoding)) {
            return Optional.empty();
        }
        return charset().map(charset -> new String(octets, start, octets.length - start, charset));
    }

    /**
     * RFC 2045 §5.2: without a type, and without a character set, it is ASCII, which Jakarta Mail reads as ISO-8859-1,
     * for no octet is lost then.
     */
    private Optional<Charset> charset() {
        if (type == null) {
            return Optional.of(StandardCharsets.ISO_8859_1);
        }
        Matcher text = TEXT.matcher(type);
        if (!text.matches()) {
            return Optional.empty();
        }
        String name = text.group(2);
        return Optional.of("utf-8".equals(name) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /** Where the content begins, or -1 when the header is not of the plain kind. */
    private int readHeader() {
        int from = 0;
        boolean mayFold = false;
        while (true) {
            int end = lineEnd(from);
            if (end <= from) {
                return end < 0 ? -1 : end + 2;
            }
            boolean folded = octets[from] == ' ' || octets[from] == '\t';
            if (folded ? !mayFold : isContentField(from) && !readContentField(from, end)) {
                return -1;
            }
            mayFold = folded || !isContentField(from);
            from = end + 2;
        }
    }

    /** Index of the CRLF that ends the line, or -1 where something else does, or nothing. */
    private int lineEnd(int from) {
        int at = from;
        while (at < octets.length && octets[at] != '\r' && octets[at] != '\n') {
            at++;
        }
        return at + 1 < octets.length && octets[at] == '\r' && octets[at + 1] == '\n' ? at : -1;
    }

    private boolean isContentField(int from) {
        for (int i = 0; i < PREFIX.length(); i++) {
            if (from + i >= octets.length || (octets[from + i] | ' ') != PREFIX.charAt(i)) {
                return false; // the bit of the blank makes a letter small
            }
        }
        return true;
    }

    /** Takes what a field says of the content, the first of a name; false when it is not plain to read. */
    private boolean readContentField(int from, int end) {
        String field = new String(octets, from, end - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int colon = field.indexOf(':');
        if (colon < 0 || field.lastIndexOf(' ', colon) >= 0 || hasControl(from, end)) {
            return false;
        }
        String value = field.substring(colon + 1).strip();
        String name = field.substring(0, colon);
        if (name.equals(TYPE) && type == null) {
            type = value;
        } else if (name.equals(ENCODING) && encoding == null) {
            encoding = value;
        }
        return true;
    }

    private boolean hasControl(int from, int end) {
        for (int i = from; i < end; i++) {
            if (octets[i] >= 0 && octets[i] < ' ') {
                return true;
            }
        }
        return false;
    }
}
