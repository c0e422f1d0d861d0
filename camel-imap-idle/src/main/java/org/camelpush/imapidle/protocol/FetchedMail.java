package org.camelpush.imapidle.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a FETCH response says of one message, RFC 9051 §7.5.2.
 *
 * @param uid its unique identifier, 0 where the server did not say
 * @param flags its flags as the server writes them, such as {@code \Seen}
 * @param flagsSaid true when the server said them
 * @param modSeq when the server last changed them (RFC 7162), 0 where it did not say
 * @param size octets of the whole message: RFC822.SIZE, or those that came; -1 where the server did not say
 * @param receivedAt INTERNALDATE, or null where the server did not say
 * @param download what {@code body} is
 * @param body the whole message or its header, or null where the server sent neither
 * @param parts what BODYSTRUCTURE tells, or null where it was not sent, or is more than can be told
 */
public record FetchedMail(
        long uid,
        Set<String> flags,
        boolean flagsSaid,
        long modSeq,
        long size,
        Instant receivedAt,
        Download download,
        Body body,
        List<MailPart> parts) {

    public FetchedMail {
        flags = Set.copyOf(flags);
    }

    /** A message of which no mod-sequence is known. */
    public FetchedMail(
            long uid,
            Set<String> flags,
            long size,
            Instant receivedAt,
            Download download,
            Body body,
            List<MailPart> parts) {
        this(uid, flags, true, 0, size, receivedAt, download, body, parts);
    }

    /** True when this is what was asked for, and not what a server tells unasked, such as a change of flags. */
    public boolean brings(Download asked) {
        return download == asked && (asked != Download.NONE || size >= 0);
    }

    /** Gives the body back, if there is one. */
    public void release() {
        if (body != null) {
            body.release();
        }
    }
}
