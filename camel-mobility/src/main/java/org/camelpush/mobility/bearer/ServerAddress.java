package org.camelpush.mobility.bearer;

/**
 * Whom a session talks to.
 *
 * @param host name or address
 * @param port of TCP
 * @param tls whether the first octet is TLS; the server's name is checked then
 */
public record ServerAddress(String host, int port, boolean tls) {}
