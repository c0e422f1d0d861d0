package org.camelpush.cops.session;

/** Why a message of the other side has no effect, or less of one than it says. None of it is a reason to end anything. */
public enum Ignored {
    /** A decision says that it answers a request, and none waits for one. */
    UNEXPECTED_DECISION,
    /** A report on a request state that is none, or a second solicited one on the same decision. */
    UNEXPECTED_REPORT,
    /** A deletion of a request state that is none. */
    UNKNOWN_HANDLE,
    /** The end of a synchronization that was not asked for. */
    UNEXPECTED_SYNCHRONIZE_COMPLETE,
    /** A message of a client type that is not open, or a Client-Close of one. */
    CLIENT_TYPE_NOT_OPEN
}
