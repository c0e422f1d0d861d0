package org.camelpush.imapidle.producer;

/** What a producer can be asked to do. */
public enum MailboxOperation {
    /** Loads a mail; \Seen is left alone. */
    FETCH,
    /** Sets and clears flags of a mail. */
    FLAG,
    /** Moves a mail to another folder. */
    MOVE,
    /** Copies a mail to another folder. */
    COPY,
    /** Deletes a mail, and no other. */
    DELETE,
    /** Puts a mail into a folder. */
    APPEND,
    /** Looks for mails. */
    SEARCH,
    /** Counts mails. */
    STATUS
}
