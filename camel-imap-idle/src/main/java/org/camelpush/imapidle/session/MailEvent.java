package org.camelpush.imapidle.session;

import java.util.Set;

/**
 * Something other than a new mail that happened in a mailbox: the body of its exchange. What is not known, or has no
 * meaning for the kind, is 0 or empty.
 *
 * @param kind what happened
 * @param folder where
 * @param uidValidity of the folder
 * @param uid the mail
 * @param modSeq the mod-sequence of the change (RFC 7162)
 * @param flags all flags that the mail has now, as the server writes them
 * @param text why, for a person
 */
public record MailEvent(
        Kind kind, String folder, long uidValidity, long uid, long modSeq, Set<String> flags, String text)
        implements RouteItem {

    /** What can happen. */
    public enum Kind {
        /** Somebody changed the flags of a mail. */
        FLAGS,
        /** A mail is not in the folder any more. */
        EXPUNGED,
        /** The folder is watched, at first or again. */
        CONNECTED,
        /** The folder is not watched: the connection is lost, or could not be made. */
        LOST,
        /** The server numbered the folder anew: unique identifiers told before mean nothing. */
        RESET,
        /** Flags may have changed, or mails may be gone, that no event tells of. */
        MISSED
    }

    public MailEvent {
        flags = Set.copyOf(flags);
    }

    /** True when it is about one mail. */
    public boolean isOfMail() {
        return kind == Kind.FLAGS || kind == Kind.EXPUNGED;
    }
}
