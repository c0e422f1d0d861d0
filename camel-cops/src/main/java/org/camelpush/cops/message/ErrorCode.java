package org.camelpush.cops.message;

/** What went wrong, in an Error object (RFC 2748 §2.2.8). */
public enum ErrorCode {
    BAD_HANDLE,
    INVALID_HANDLE_REFERENCE,
    BAD_MESSAGE_FORMAT,
    UNABLE_TO_PROCESS,
    MANDATORY_CLIENT_INFO_MISSING,
    UNSUPPORTED_CLIENT_TYPE,
    MANDATORY_OBJECT_MISSING,
    CLIENT_FAILURE,
    COMMUNICATION_FAILURE,
    UNSPECIFIED,
    SHUTTING_DOWN,
    REDIRECT_TO_PREFERRED_SERVER,
    UNKNOWN_OBJECT,
    AUTHENTICATION_FAILURE,
    AUTHENTICATION_REQUIRED;

    private static final ErrorCode[] ALL = values();

    /** The one with this number; null where there is none. */
    public static ErrorCode of(int value) {
        return value >= 1 && value <= ALL.length ? ALL[value - 1] : null;
    }

    /** The number on the wire, from 1. */
    public int value() {
        return ordinal() + 1;
    }
}
