package org.camelpush.imapidle.session;

/**
 * What happens on the server to a mail whose exchange has succeeded, and to one that was given up. Only unique
 * identifiers are used; nobody else's mail is touched.
 *
 * @param markSeen sets \Seen
 * @param delete deletes the mail
 * @param copyTo folder that gets a copy, or null
 * @param moveTo folder the mail is moved to, or null
 * @param deadLetterFolder folder a mail is moved to when it was given up, or null to leave it where it is
 */
public record AfterDelivery(boolean markSeen, boolean delete, String copyTo, String moveTo, String deadLetterFolder) {

    /** True when nothing is ever changed on the server, so that the folder can be opened read-only. */
    public boolean changesNothing() {
        return !changesProcessed() && deadLetterFolder == null;
    }

    boolean changesProcessed() {
        return markSeen || delete || copyTo != null || moveTo != null;
    }
}
