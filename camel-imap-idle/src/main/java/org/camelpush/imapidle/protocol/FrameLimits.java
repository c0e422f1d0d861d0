package org.camelpush.imapidle.protocol;

/**
 * How much one response may hold.
 *
 * @param maxLineLength octets of one response without message bodies (lines and small literals together), at least 1024
 * @param maxLiteralSize octets of one message body, at least 1024
 */
public record FrameLimits(int maxLineLength, long maxLiteralSize) {

    private static final int SMALLEST = 1024;

    public FrameLimits {
        if (maxLineLength < SMALLEST || maxLiteralSize < SMALLEST) {
            throw new IllegalArgumentException("maxLineLength and maxLiteralSize must be at least " + SMALLEST);
        }
    }
}
