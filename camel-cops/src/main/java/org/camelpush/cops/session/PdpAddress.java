package org.camelpush.cops.session;

import java.util.Objects;

/**
 * Where a PDP listens.
 *
 * @param host a name, or an address without brackets
 * @param port of TCP
 */
public record PdpAddress(String host, int port) {

    public PdpAddress {
        Objects.requireNonNull(host, "host");
    }

    /** An IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
