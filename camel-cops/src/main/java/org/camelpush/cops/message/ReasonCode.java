package org.camelpush.cops.message;

/** Why a request state was deleted, in a Reason object (RFC 2748 §2.2.5). */
public enum ReasonCode {
    UNSPECIFIED,
    MANAGEMENT,
    PREEMPTED,
    TEAR,
    TIMEOUT,
    ROUTE_CHANGE,
    INSUFFICIENT_RESOURCES,
    PDP_DIRECTIVE,
    UNSUPPORTED_DECISION,
    SYNCHRONIZE_HANDLE_UNKNOWN,
    TRANSIENT_HANDLE,
    MALFORMED_DECISION,
    UNKNOWN_OBJECT;

    private static final ReasonCode[] ALL = values();

    /** The one with this number; null where there is none. */
    public static ReasonCode of(int value) {
        return value >= 1 && value <= ALL.length ? ALL[value - 1] : null;
    }

    /** The number on the wire, from 1. */
    public int value() {
        return ordinal() + 1;
    }
}
