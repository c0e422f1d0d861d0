package org.camelpush.cops.session;

/** What a session waits for. */
public enum SessionTimer {
    /** The end of the present state: connecting, opening, waiting. */
    STATE,
    /** The peer was silent for too long. */
    SILENCE,
    /** A PEP has to give a sign of life. */
    KEEP_ALIVE,
    /** The oldest request has waited for its decision long enough. */
    REQUEST,
    /** A client type that was refused is tried again. */
    REOPEN,
    /** What was kept of a lost connection is forgotten. */
    STATES,
    /** The oldest report or synchronization that a PEP owes is late. */
    ANSWER,
    /** A PEP's next accounting reports are due. */
    ACCOUNT
}
