package org.camelpush.mobility.policy;

/** What kind of move is asked about. */
public enum Direction {
    /** The session is connected, and something preferable is there. It may stay. */
    UPGRADE,
    /** The session has no bearer, or has lost it. Whoever stays is offline. */
    DOWNGRADE,
    /** The session is connected, and what is known of its bearer has changed. It may stay. */
    LATERAL
}
