package org.camelpush.mobility.manager;

/** Where a session is between bearers. */
public enum MigrationState {
    /** Not begun, or ended. */
    STOPPED,
    /** On a bearer, and nothing to do. */
    STABLE,
    /** The policy is asked; on a bearer or not. */
    DECIDING,
    /** It goes, and what it was at is coming to an end. */
    DRAINING,
    /** The next connection is being made. */
    CONNECTING,
    /** The next connection stands, and looks for what it has missed. */
    CATCHING_UP,
    /** The next connection takes over. Lasts no time. */
    CUTOVER,
    /** On the new bearer; the old connection says goodbye. */
    RETIRING,
    /** No bearer that may be used. */
    OFFLINE,
    /** No bearer: those that are there have just been tried in vain, and have to wait. */
    REJECTED
}
