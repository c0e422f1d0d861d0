package org.camelpush.cops;

import org.camelpush.cops.message.CopsError;

/** A PEP got no decision, or could not do what it was asked for. */
public final class CopsException extends Exception {

    /** What kind of reason. */
    public enum Kind {
        /** No decision in time; the request state is deleted. */
        TIMEOUT,
        /** The connection was lost while the request was with the PDP, or cannot be made any more. */
        DISCONNECTED,
        /** The PDP does not take this client type, or takes it no longer. */
        CLIENT_TYPE_CLOSED,
        /** The PDP answered by an error, or by a decision that cannot be read. */
        REFUSED,
        /** There is no such request state. */
        UNKNOWN_HANDLE,
        /** Not now: too many request states, a request on this handle already, or a report too early. */
        NOT_NOW,
        /** This side was stopped. */
        STOPPED
    }

    private final Kind kind;
    private final transient CopsError error;

    CopsException(Kind kind, CopsError error, String message) {
        super(message);
        this.kind = kind;
        this.error = error;
    }

    public Kind getKind() {
        return kind;
    }

    /** What the PDP said; null when it said nothing. */
    public CopsError getError() {
        return error;
    }
}
