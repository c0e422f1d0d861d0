package org.camelpush.imapidle.producer;

/**
 * Which mail: RFC 9051 §2.3.1.1.
 *
 * @param folder where it lies
 * @param uidValidity of that folder when the unique identifier was learned; 0 where that is not known and the present
 *     one has to do
 * @param uid 1 to 4294967295
 */
public record MailKey(String folder, long uidValidity, long uid) {

    @Override
    public String toString() {
        return "the mail with UID " + uid + " in " + folder;
    }
}
