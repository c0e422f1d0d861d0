package org.camelpush.imapidle.protocol;

import java.util.Locale;

/**
 * Reads which messages are gone (RFC 7162 §3.2.10). Kept as ranges, so that the longest line is the limit of what one
 * response can hold, however many messages it names.
 */
final class VanishedParser {

    private static final String EARLIER = "(EARLIER)";

    private VanishedParser() {}

    /** What follows the word VANISHED. */
    static Response parse(String text) {
        String rest = text.trim();
        boolean earlier = rest.toUpperCase(Locale.ROOT).startsWith(EARLIER);
        String set = earlier ? rest.substring(EARLIER.length()).trim() : rest;
        return new Response.Vanished(earlier, SearchParser.uids(set));
    }
}
