package org.camelpush.cops.message;

/** What a message is for (RFC 2748 §2.1). */
public enum OpCode {
    REQUEST("REQ"),
    DECISION("DEC"),
    REPORT("RPT"),
    DELETE("DRQ"),
    SYNCHRONIZE("SSQ"),
    OPEN("OPN"),
    ACCEPT("CAT"),
    CLOSE("CC"),
    KEEP_ALIVE("KA"),
    SYNCHRONIZE_COMPLETE("SSC");

    private static final OpCode[] ALL = values();

    private final String abbreviation;

    OpCode(String abbreviation) {
        this.abbreviation = abbreviation;
    }

    /** The one with this number; null where there is none. */
    public static OpCode of(int value) {
        return value >= 1 && value <= ALL.length ? ALL[value - 1] : null;
    }

    /** The number in the header, from 1. */
    public int value() {
        return ordinal() + 1;
    }

    /** The name the RFC uses, such as REQ. */
    public String abbreviation() {
        return abbreviation;
    }
}
