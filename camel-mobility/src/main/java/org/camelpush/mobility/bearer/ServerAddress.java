package org.camelpush.mobility.bearer;

import javax.net.ssl.SSLContext;

/**
 * Whom a session talks to.
 *
 * @param protocol {@code imap}, {@code pop3} or {@code smtp}: how the server is to greet
 * @param host name or address
 * @param port of TCP
 * @param tls for who speaks TLS from the first octet, in which the server's name is checked; null for who does not
 */
public record ServerAddress(String protocol, String host, int port, SSLContext tls) {

    /** For people. */
    @Override
    public String toString() {
        return host + ':' + port;
    }
}
