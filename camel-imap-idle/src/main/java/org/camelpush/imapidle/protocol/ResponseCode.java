package org.camelpush.imapidle.protocol;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * What stands in brackets behind a status, RFC 9051 §7.1 and RFC 5530: {@code [UIDNEXT 4392]}.
 *
 * @param name upper case; empty where there is no code
 * @param argument what follows the name, empty where nothing does
 */
public record ResponseCode(String name, String argument) {

    public static final ResponseCode NONE = new ResponseCode("", "");

    private static final int MAX_DIGITS = 18;
    private static final int MAX_MOD_SEQ_DIGITS = 19;
    private static final long MAX_UID = 0xFFFF_FFFFL;

    static ResponseCode of(String inside) {
        int space = inside.indexOf(' ');
        return space < 0
                ? new ResponseCode(inside.toUpperCase(Locale.ROOT), "")
                : new ResponseCode(inside.substring(0, space).toUpperCase(Locale.ROOT), inside.substring(space + 1));
    }

    /** True when this is the code of that name. */
    public boolean is(String expected) {
        return name.equals(expected);
    }

    /** The argument as a number, or nothing where it is none. */
    public OptionalLong number() {
        return isNumber(argument) ? OptionalLong.of(Long.parseLong(argument)) : OptionalLong.empty();
    }

    /** The argument as a mod-sequence (RFC 7162 §7), or 0 where it is none. */
    public long modSeq() {
        return modSeq(argument);
    }

    /** A mod-sequence is a number of 63 bits; 0 where the text is none. */
    static long modSeq(String text) {
        if (text.isEmpty()
                || text.length() > MAX_MOD_SEQ_DIGITS
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Math.max(0, Long.parseUnsignedLong(text));
    }

    /** RFC 9051 §9: a unique identifier is 1 or more and has 32 bits. */
    static boolean isUid(String text) {
        return isNumber(text) && Long.parseLong(text) > 0 && Long.parseLong(text) <= MAX_UID;
    }

    static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
