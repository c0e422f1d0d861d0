package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.FetchedMail;

/**
 * A mail on its way to the route.
 *
 * @param folder where it lies
 * @param uidValidity of that folder; with the unique identifier the key of the mail (RFC 9051 §2.3.1.1)
 * @param mail what the server sent
 * @param noticedAt when the session heard of it, on the session's clock
 * @param attempt which delivery of this mail this is, from 1
 */
public record PushedMail(String folder, long uidValidity, FetchedMail mail, long noticedAt, int attempt)
        implements RouteItem {

    public long uid() {
        return mail.uid();
    }
}
