package org.camelpush.cops.net;

import java.time.Duration;
import java.util.List;

import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.session.PepSettings;

/**
 * Which PDPs a PEP goes to, and how.
 *
 * @param limits of each message
 * @param messageReadTimeout how long a message may take from its first octet to its last
 * @param security of each connection, whichever PDP it is to
 * @param allowedRedirects where it may be redirected to, beside its own servers
 * @param listens true where the PDP comes to the PEP, at the first of the servers
 * @param session what is done on the connection, and to whom
 */
public record PepClientSettings(
        CopsLimits limits,
        Duration messageReadTimeout,
        Security security,
        List<AllowedRedirect> allowedRedirects,
        boolean listens,
        PepSettings session) {

    public PepClientSettings {
        allowedRedirects = List.copyOf(allowedRedirects);
    }

    /** The preferred one, for people. */
    public String address() {
        return session.servers().get(0).toString();
    }
}
