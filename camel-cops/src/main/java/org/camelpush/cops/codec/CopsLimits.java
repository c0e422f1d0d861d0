package org.camelpush.cops.codec;

/**
 * How much a peer may send in one message.
 *
 * @param maxMessageLength octets of a message with its header, at least 64
 * @param maxObjects objects in a message, at least 8
 * @param maxHandleLength octets of a handle, at least 1
 */
public record CopsLimits(int maxMessageLength, int maxObjects, int maxHandleLength) {

    /** The least {@link #maxMessageLength}: room for a Client-Open with a short name. */
    public static final int MIN_MESSAGE_LENGTH = 64;
    /** The least {@link #maxObjects}: room for a plain request. */
    public static final int MIN_OBJECTS = 8;
    /** The most {@link #maxHandleLength}: what an object can hold. */
    public static final int MAX_HANDLE_LENGTH = 65_531;

    public CopsLimits {
        check("maxMessageLength", maxMessageLength, MIN_MESSAGE_LENGTH, Integer.MAX_VALUE);
        check("maxObjects", maxObjects, MIN_OBJECTS, Integer.MAX_VALUE);
        check("maxHandleLength", maxHandleLength, 1, MAX_HANDLE_LENGTH);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + least + " to " + most);
        }
    }
}
