package org.camelpush.mobility.session;

/** What becomes of a mail when it is not known whether the server has taken it. */
public enum OnAmbiguous {
    /** The exchange fails with an {@link AmbiguousSendException}: nothing is sent twice, and nobody is left in the dark. */
    FAIL,
    /** It is sent again with the same Message-ID: it may arrive twice. */
    RESEND
}
