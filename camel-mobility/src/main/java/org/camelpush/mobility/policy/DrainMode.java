package org.camelpush.mobility.policy;

/** What becomes of the work a session is at when it is to move. Ordered: each one ends sooner than those before it. */
public enum DrainMode {
    /** The whole of it is done first. */
    COMPLETE_CURRENT,
    /** It stops at the next point after which nothing has to be done twice. */
    STOP_CURRENT,
    /** It is cut off where it is, and done again afterwards. */
    IMMEDIATE;

    /** What was accepted may be tightened, and never relaxed. */
    public DrainMode tightened(DrainMode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
