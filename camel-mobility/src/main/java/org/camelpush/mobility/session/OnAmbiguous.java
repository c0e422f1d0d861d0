package org.camelpush.mobility.session;

/** What becomes of a mail of which nobody knows whether the server has taken it. */
public enum OnAmbiguous {
    /** Its exchange fails with an {@link AmbiguousSendException}. */
    FAIL,
    /** Its exchange waits until a person has looked for it at the server, and fails when nobody has in time. */
    HOLD,
    /** It is sent again with the same Message-ID, and may arrive twice. */
    RESEND
}
