package org.camelpush.imapidle.protocol;

import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;

/** Names of mailboxes as servers write and compare them. */
public final class FolderName {

    private static final String INBOX = "INBOX";

    private FolderName() {}

    /** Whether two names name one folder; RFC 9051 §5.1: INBOX does so in any case. */
    public static boolean isSame(String one, String other) {
        return known(one).equals(known(other));
    }

    /** The same for all names of one folder. */
    public static String known(String name) {
        return name.equalsIgnoreCase(INBOX) ? INBOX : name;
    }

    /** Out of modified UTF-7 (RFC 3501 §5.1.3); what is none stays as it is. */
    static String decoded(String name) {
        try {
            return BASE64MailboxDecoder.decode(name);
        } catch (RuntimeException malformed) {
            return name;
        }
    }
}
