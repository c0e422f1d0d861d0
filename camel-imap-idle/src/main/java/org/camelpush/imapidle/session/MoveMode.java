package org.camelpush.imapidle.session;

/** In which order a session leaves one connection and takes the next. */
public enum MoveMode {
    /**
     * The next connection stands and watches the folder before the old one is left. Where the server refuses a second
     * connection of the account for lack of room, the old one is left first after all.
     */
    MAKE_BEFORE_BREAK,
    /** The old connection is left first; nothing is watched until the next one stands. */
    BREAK_BEFORE_MAKE
}
