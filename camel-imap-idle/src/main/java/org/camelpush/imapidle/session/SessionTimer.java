package org.camelpush.imapidle.session;

/** The timers of a session; each runs at most once at a time. */
public enum SessionTimer {
    /** An answer is due. */
    DEADLINE,
    /** The current state's own: renewal of IDLE, next poll, next attempt, next NOOP. */
    STATE,
    /** Look for mail although nothing was announced. */
    RECONCILE,
    /** A failed mail is due again. */
    REDELIVERY,
    /** Acknowledged mails wait long enough to be flagged on the server. */
    SETTLE,
    /** A stop must not take longer. */
    STOP
}
