package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsError;

/**
 * Why something that was asked of a PEP was not done.
 *
 * @param kind what kind of reason
 * @param error what the PDP said; null when it said nothing
 * @param text for a person
 */
public record PepFailure(Kind kind, CopsError error, String text) {

    /** What kind of reason. */
    public enum Kind {
        /** No decision in time. */
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

    static PepFailure of(Kind kind, String text) {
        return new PepFailure(kind, null, text);
    }
}
