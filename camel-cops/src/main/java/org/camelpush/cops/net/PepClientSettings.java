package org.camelpush.cops.net;

import java.time.Duration;

import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.session.PepSettings;

/**
 * Which PDP a PEP goes to, and how.
 *
 * @param host name or address of the PDP
 * @param port of the PDP
 * @param limits of each message
 * @param messageReadTimeout how long a message may take from its first octet to its last
 * @param security of the connection
 * @param session what is done on the connection
 */
public record PepClientSettings(
        String host, int port, CopsLimits limits, Duration messageReadTimeout, Security security, PepSettings session) {

    /** For people. */
    public String address() {
        return host + ':' + port;
    }
}
