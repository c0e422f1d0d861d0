package org.camelpush.mobility.policy;

/** Why a policy is asked. */
public enum Reason {
    /** The session has just begun. */
    STARTED,
    /** A preferable bearer is there. */
    BETTER,
    /** The present bearer is gone. */
    LOST,
    /** The present bearer is expected to go. */
    LOSING,
    /** Something is known of the present bearer that was not known before. */
    CHANGED,
    /** The last target could not be used. */
    REJECTED,
    /** Time has passed: a wait is over, a window of the day has begun or ended. */
    TIME,
    /** A person asks for it. */
    OPERATOR
}
