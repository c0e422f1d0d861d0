package org.camelpush.cops.message;

/** What fits into a field of a message. */
final class Bounds {

    /** Contents of an object: its length is told in 16 bits and counts the header of four octets (RFC 2748 §2.2). */
    static final int MAX_CONTENT = 0xFFFF - 4;

    private static final int MAX_UINT16 = 0xFFFF;
    private static final long MAX_UINT32 = 0xFFFF_FFFFL;

    private Bounds() {}

    static void uint16(String field, int value) {
        check(field, value, 0, MAX_UINT16);
    }

    static void uint32(String field, long value) {
        check(field, value, 0, MAX_UINT32);
    }

    static void content(String field, Octets value, int least) {
        check("The length of " + field, value.length(), least, MAX_CONTENT);
    }

    static void check(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be " + least + " to " + most);
        }
    }
}
