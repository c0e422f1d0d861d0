package org.camelpush.mobility.session;

/** How far the sending of a mail is, and so what its repetition would mean. */
public enum SendPhase {
    /** The server has not got all of it, and has to forget it (RFC 5321 §4.1.1.4): may be sent again. */
    SAFE,
    /** The server has got all of it, and has not said that it takes it: it may send it on, or not. */
    AMBIGUOUS,
    /** The server has taken it. */
    DONE
}
