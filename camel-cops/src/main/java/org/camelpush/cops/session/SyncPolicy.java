package org.camelpush.cops.session;

/** When a PDP asks a PEP that opens a client type for all its request states (RFC 2748 §2.5, §3.5). */
public enum SyncPolicy {
    /** When the PEP keeps states that this PDP does not. */
    AUTO,
    /** Each time. */
    ALWAYS,
    /** Not of its own accord. */
    NEVER;

    /**
     * @param keeps true when the PEP has named the PDP whose decisions it keeps
     * @param known true when its states are known here
     */
    boolean wants(boolean keeps, boolean known) {
        return this == ALWAYS || this == AUTO && keeps && !known;
    }
}
