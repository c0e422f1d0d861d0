package org.camelpush.mobility.bearer;

/** Whether what is sent over a bearer costs money or counts against a volume. */
public enum Metered {
    YES,
    NO,
    GUESS_YES,
    GUESS_NO,
    UNKNOWN;

    /** Guessed or known: it may cost. */
    public boolean isMetered() {
        return this == YES || this == GUESS_YES;
    }
}
