package org.camelpush.imapidle.session.simulation;

/** What a schedule is after. Each kind makes other rare paths likely; {@code ANYTHING} mixes them all. */
enum Kind {
    /** A server that keeps to the RFC and a network that works: every mail must come at once. */
    CALM,
    /** The same without IDLE. */
    POLLED,
    /** A server that keeps to the RFC on a network that does not. */
    CUTS,
    /** A server that says what is not so, and leaves out what is. */
    LIES,
    /** A server that says no, goodbye, or nothing. */
    REFUSALS,
    /** A route that fails, and is suspended and resumed. */
    ROUTE,
    /** More mails than are fetched ahead. */
    BACKLOG,
    /** Processes that die. */
    CRASHES,
    /** Folders that are numbered anew. */
    RESETS,
    /** STARTTLS, and what attackers and bad servers make of it. */
    SECURITY,
    /** Sessions that move from connection to connection. */
    MOVES,
    /** Several folders of an account that share connections. */
    SHARED,
    /** Stops at any moment. */
    STOPS,
    /** All at once. */
    ANYTHING;

    /** True where the server announces everything and says nothing that is not so. */
    boolean isHonest() {
        return this == CALM
                || this == POLLED
                || this == CUTS
                || this == CRASHES
                || this == STOPS
                || this == SECURITY
                || this == MOVES
                || this == SHARED;
    }

    /** True where nothing at all may delay a mail. */
    boolean isPrompt() {
        return this == CALM || this == POLLED;
    }

    boolean isOneOf(Kind... kinds) {
        for (Kind kind : kinds) {
            if (this == kind) {
                return true;
            }
        }
        return false;
    }
}
