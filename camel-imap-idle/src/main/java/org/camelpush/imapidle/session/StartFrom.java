package org.camelpush.imapidle.session;

/** What the first connect delivers, where no position is known yet. */
public enum StartFrom {
    /** Mails without the \Seen flag, and all that come. */
    UNSEEN,
    /** Only what comes from now on. */
    NEW,
    /** All mails of the folder, and all that come. */
    ALL
}
