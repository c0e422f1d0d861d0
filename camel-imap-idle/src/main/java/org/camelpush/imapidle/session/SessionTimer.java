package org.camelpush.imapidle.session;

/** The timers of a session; each runs at most once at a time. */
public enum SessionTimer {
    /** An answer is due. */
    DEADLINE,
    /** The current state's own: renewal of IDLE, next poll, next attempt, next NOOP. */
    STATE,
    /** Look for mail although nothing was announced. */
    RECONCILE,
    /** {@link #DEADLINE} of the second connection that there is during a move. */
    SECOND_DEADLINE,
    /** {@link #STATE} of the second connection. */
    SECOND_STATE,
    /** {@link #RECONCILE} of the second connection. */
    SECOND_RECONCILE,
    /** A connection that is to be left must not take longer with what it is doing. */
    DRAIN,
    /** A failed mail is due again. */
    REDELIVERY,
    /** Acknowledged mails wait long enough to be flagged on the server. */
    SETTLE,
    /** The folders that share the connection are to be asked for their STATUS. */
    SURVEY,
    /** A stop must not take longer. */
    STOP;

    private static final int LANE = 3;
    private static final SessionTimer[] ALL = values();

    /** The same timer of the one lane or the other. */
    SessionTimer ofLane(boolean second) {
        return second ? ALL[ordinal() + LANE] : this;
    }

    boolean isOfALane() {
        return ordinal() < 2 * LANE;
    }

    boolean isOfSecondLane() {
        return ordinal() >= LANE && ordinal() < 2 * LANE;
    }
}
