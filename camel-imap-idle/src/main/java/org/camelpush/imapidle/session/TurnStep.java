package org.camelpush.imapidle.session;

/** How far a session is with its turn: with what it may take of its host. */
public enum TurnStep {
    /** It wants to connect. */
    ASK,
    /** A person wants it to connect now: it goes before the others, and does not wait for a host that is down. */
    ASK_AT_ONCE,
    /** The server has greeted it. */
    REACHED,
    /** It is logged in. */
    LOGGED_IN,
    /** The host could not be reached, or has no room: the turn is given back. */
    UNREACHED,
    /** It no longer waits, or its connection is closed: the turn is given back. */
    RETURN
}
