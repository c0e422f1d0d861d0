package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.UidSet;

/**
 * A position that survives a restart: every mail up to {@code high} is done with, but for the pending ones.
 *
 * @param uidValidity what the identifiers belong to
 * @param high highest unique identifier that was considered
 * @param pending identifiers up to {@code high} whose exchange has not succeeded
 * @param modSeq every change up to this one was told (RFC 7162), 0 where none is followed
 */
public record Cursor(long uidValidity, long high, UidSet pending, long modSeq) {

    private static final String NONE = "-";

    /** A position without mod-sequence. */
    public Cursor(long uidValidity, long high, UidSet pending) {
        this(uidValidity, high, pending, 0);
    }

    /** The same with this mod-sequence, which the text does not show. */
    public Cursor withModSeq(long value) {
        return value == modSeq ? this : new Cursor(uidValidity, high, pending, value);
    }

    /** The same with everything done. */
    Cursor withoutPending() {
        return new Cursor(uidValidity, high, new UidSet(), modSeq);
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when the text is no cursor
     */
    public static Cursor parse(String text) {
        String[] parts = text.split(" ", -1);
        try {
            if (parts.length == 3) {
                UidSet pending = parts[2].equals(NONE) ? new UidSet() : UidSet.parse(parts[2]);
                return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]), pending);
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(notACursor(text), malformed);
        }
        throw new IllegalArgumentException(notACursor(text));
    }

    private static String notACursor(String text) {
        return "Not a position of camel-imap-idle: \"" + text
                + "\"; expected \"<uidvalidity> <highest uid> <pending uids or ->\"";
    }

    @Override
    public String toString() {
        return uidValidity + " " + high + " " + (pending.isEmpty() ? NONE : pending);
    }
}
