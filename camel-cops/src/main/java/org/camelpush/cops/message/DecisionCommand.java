package org.camelpush.cops.message;

/** What the PEP is to do (RFC 2748 §2.2.6). */
public enum DecisionCommand {
    /** No configuration data available. */
    NULL,
    /** Admit the request, or install configuration. */
    INSTALL,
    /** Remove the request, or configuration. */
    REMOVE;

    private static final DecisionCommand[] ALL = values();

    /** The one with this number; null where there is none. */
    public static DecisionCommand of(int value) {
        return value >= 0 && value < ALL.length ? ALL[value] : null;
    }

    /** The number on the wire, from 0. */
    public int value() {
        return ordinal();
    }
}
