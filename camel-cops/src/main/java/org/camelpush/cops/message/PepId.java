package org.camelpush.cops.message;

/**
 * The name by which a PDP knows a PEP (RFC 2748 §2.2.11). It should stay the same when the PEP starts again.
 *
 * @param value 1 to 1024 printable ASCII characters
 */
public record PepId(String value) {

    /** Longer than any host name. The RFC has no limit but that of an object. */
    public static final int MAX_LENGTH = 1024;

    public PepId {
        Bounds.check("The length of a PEPID", value.length(), 1, MAX_LENGTH);
        // also what would forge a line in a log
        if (value.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw new IllegalArgumentException("A PEPID must be printable ASCII");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
