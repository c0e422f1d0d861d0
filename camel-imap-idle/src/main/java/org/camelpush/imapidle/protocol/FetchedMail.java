package org.camelpush.imapidle.protocol;

import java.time.Instant;
import java.util.Set;

/**
 * What a FETCH response says of one message, RFC 9051 §7.5.2.
 *
 * @param uid its unique identifier, 0 where the server did not say
 * @param flags its flags as the server writes them, such as {@code \Seen}
 * @param size RFC822.SIZE in octets, -1 where the server did not say
 * @param receivedAt INTERNALDATE, or null where the server did not say
 * @param body the whole message, or null where the server did not send it
 */
public record FetchedMail(long uid, Set<String> flags, long size, Instant receivedAt, Body body) {

    public FetchedMail {
        flags = Set.copyOf(flags);
    }
}
