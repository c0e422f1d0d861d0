package org.camelpush.imapidle.session;

/**
 * What a route wants to hear of.
 *
 * @param messages mails
 * @param flags changes of a mail's flags that we did not make
 * @param expunged mails that are gone and that we did not remove
 * @param mailbox connected, lost, numbered anew
 */
public record EventChoice(boolean messages, boolean flags, boolean expunged, boolean mailbox) {

    /** Mails only. */
    public static final EventChoice MESSAGES = new EventChoice(true, false, false, false);

    /** True when a mail is followed beyond its delivery. */
    public boolean follows() {
        return flags || expunged;
    }

    boolean isBeyondMessages() {
        return follows() || mailbox;
    }
}
