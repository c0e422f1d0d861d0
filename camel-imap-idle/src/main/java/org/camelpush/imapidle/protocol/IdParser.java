package org.camelpush.imapidle.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads what a server says of itself, RFC 2971 §3.2: {@code ("name" "Dovecot" "version" "2.3")}. */
final class IdParser {

    /** RFC 2971 §3.3: no more fields than this, and no longer values; ours is shorter, for people read it. */
    private static final int MAX_FIELDS = 30;

    private static final int MAX_VALUE = 200;

    private IdParser() {}

    /** Name and version, printable and bounded; empty where the server does not say. */
    static String software(String list) {
        if (!list.trim().startsWith("(")) {
            return "";
        }
        try {
            return software(new FetchItems(list));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return ""; // nothing depends on it
        }
    }

    private static String software(FetchItems fields) {
        String name = "";
        String version = "";
        for (int field = 0; field < MAX_FIELDS && fields.hasMore(); field++) {
            String key = printable(fields.nstring()).toLowerCase(Locale.ROOT);
            String value = printable(fields.nstring());
            name = key.equals("name") ? value : name;
            version = key.equals("version") ? value : version;
        }
        return (name + ' ' + version).trim();
    }

    private static String printable(byte[] octets) {
        String text = octets == null ? "" : new String(octets, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) : text;
    }
}
