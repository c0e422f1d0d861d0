package org.camelpush.imapidle.net;

import javax.net.ssl.SSLContext;

import org.camelpush.imapidle.protocol.FrameLimits;

/**
 * Where to connect and how.
 *
 * @param host name or address; with TLS the certificate must be for it
 * @param port TCP port
 * @param implicitTls true for TLS from the first octet (RFC 8314 §3.2)
 * @param tls gives the TLS engines
 * @param limits how much one response may hold
 */
public record ConnectionSettings(String host, int port, boolean implicitTls, SSLContext tls, FrameLimits limits) {}
