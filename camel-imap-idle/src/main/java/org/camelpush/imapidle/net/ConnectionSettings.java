package org.camelpush.imapidle.net;

import org.camelpush.imapidle.protocol.FrameLimits;
import org.camelpush.imapidle.session.HostLimits;
import org.camelpush.imapidle.session.Profile;

/**
 * Where to connect and how.
 *
 * @param host name or address; with TLS the certificate must be for it
 * @param port TCP port
 * @param implicitTls true for TLS from the first octet (RFC 8314 §3.2)
 * @param network how connections go to the network
 * @param limits how much one response may hold
 * @param budget what the mailbox may take of its host
 */
public record ConnectionSettings(
        String host, int port, boolean implicitTls, NetworkSettings network, FrameLimits limits, HostLimits budget) {

    /** The same by way of that profile. */
    ConnectionSettings by(Profile profile) {
        Profile.Server server = profile.server();
        return server == null
                ? this
                : new ConnectionSettings(
                        server.host(),
                        server.port(),
                        server.security() == Profile.Security.TLS,
                        network,
                        limits,
                        budget);
    }

    /** For people. */
    String where() {
        return host + ':' + port;
    }
}
