package org.camelpush.cops.message;

/** What a report tells (RFC 2748 §2.2.12). */
public enum ReportType {
    /** The decision was carried out. */
    SUCCESS,
    /** The decision could not be carried out. */
    FAILURE,
    /** The state of something, for accounting. */
    ACCOUNTING;

    private static final ReportType[] ALL = values();

    /** The one with this number; null where there is none. */
    public static ReportType of(int value) {
        return value >= 1 && value <= ALL.length ? ALL[value - 1] : null;
    }

    /** The number on the wire, from 1. */
    public int value() {
        return ordinal() + 1;
    }
}
