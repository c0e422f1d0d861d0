package org.camelpush.imapidle.protocol;

/** Reads the answers to a search: a list of numbers, or a set of them (RFC 4731). */
final class SearchParser {

    /** A set is a short text whatever it holds; who finds more mails than this in one folder is not believed. */
    static final long MAX_FOUND = 1L << 24;

    private SearchParser() {}

    /** What follows the word SEARCH. */
    static Response list(String list) {
        UidSet found = new UidSet();
        for (String uid : list.trim().split(" +")) {
            if (uid.startsWith("(")) {
                break; // RFC 7162 §3.1.5: (MODSEQ n) ends the list
            }
            if (!uid.isEmpty()) {
                found.add(uid(uid));
            }
        }
        return new Response.Search(found);
    }

    /**
     * What follows the word ESEARCH: {@code (TAG "A3") UID ALL 2,10:15}. Where nothing was found there is no ALL; numbers
     * of messages instead of unique identifiers are not what was asked for.
     */
    static Response set(String text) {
        String rest = text.trim();
        String[] words = (rest.startsWith("(") ? rest.substring(rest.indexOf(')') + 1) : rest)
                .trim()
                .split(" +");
        if (!words[0].equalsIgnoreCase("UID")) {
            return new Response.Other("ESEARCH");
        }
        UidSet found = new UidSet();
        for (int i = 1; i + 1 < words.length; i++) {
            if (words[i].equalsIgnoreCase("ALL")) {
                addAll(found, words[i + 1]);
            }
        }
        return new Response.Search(found);
    }

    private static void addAll(UidSet found, String set) {
        found.addAll(uids(set));
        if (found.size() > MAX_FOUND) {
            throw new ProtocolViolationException("The server says that a search found " + found.size()
                    + " mails, more than " + MAX_FOUND + " (disabledExtensions=ESEARCH makes it list them)");
        }
    }

    /** A sequence-set of unique identifiers as a server writes it. */
    static UidSet uids(String set) {
        UidSet uids = new UidSet();
        for (String range : set.split(",", -1)) {
            int colon = range.indexOf(':');
            long one = uid(colon < 0 ? range : range.substring(0, colon));
            long other = colon < 0 ? one : uid(range.substring(colon + 1));
            uids.addRange(Math.min(one, other), Math.max(one, other)); // RFC 9051 §9: either end may come first
        }
        return uids;
    }

    private static long uid(String text) {
        if (!ResponseCode.isUid(text)) {
            throw new ProtocolViolationException(
                    "The server sent " + text.length() + " characters where a unique identifier should be");
        }
        return Long.parseLong(text);
    }
}
