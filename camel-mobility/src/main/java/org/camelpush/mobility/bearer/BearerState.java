package org.camelpush.mobility.bearer;

/** Whether a bearer carries data, as far as this host can see. What lies behind it is its {@link Reachability}. */
public enum BearerState {
    /** The device is not there. */
    ABSENT,
    /** The device is there and has no carrier, or no address yet. */
    DOWN,
    UP,
    /** Up, and expected to go: time for a graceful move, and no promise. */
    LOSING,
    /** Up, and not for this program: by an administrator, or by a policy of the host. */
    BLOCKED;

    /** Whether a connection may stand on such a bearer. */
    public boolean isUsable() {
        return this == UP || this == LOSING;
    }
}
