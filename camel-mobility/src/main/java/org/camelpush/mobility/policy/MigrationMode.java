package org.camelpush.mobility.policy;

/** In which order a session leaves one bearer and takes the next. */
public enum MigrationMode {
    /** The next connection stands before the old one is left. */
    MAKE_BEFORE_BREAK,
    /** The old connection is left first. */
    BREAK_BEFORE_MAKE,
    /** Nothing has to be done: the transport takes its connections along, as MPTCP does. */
    SEAMLESS,
    /** The first of these that the session can. */
    AUTO
}
