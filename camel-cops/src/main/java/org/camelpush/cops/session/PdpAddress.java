package org.camelpush.cops.session;

import java.util.Objects;

/**
 * Where a PDP listens; or a service of DNS, which says where PDPs listen (RFC 2782).
 *
 * @param host a name, an address without brackets, or the name of a service, such as {@code _cops._tcp.example.com}
 * @param port of TCP; 0 for a service
 */
public record PdpAddress(String host, int port) {

    /** Service and protocol, each with an underscore in front. */
    private static final int SERVICE_LABELS = 2;

    public PdpAddress {
        Objects.requireNonNull(host, "host");
    }

    /** True for a service: no host has a name that begins so. */
    public static boolean isService(String host) {
        return host.startsWith("_");
    }

    public boolean isService() {
        return isService(host);
    }

    /** Whose PDPs a service tells of: what is behind service and protocol; {@code example.com} for one. */
    public String domain() {
        return host.split("\\.", SERVICE_LABELS + 1)[SERVICE_LABELS];
    }

    /** An IPv6 address in brackets. */
    @Override
    public String toString() {
        if (isService()) {
            return host;
        }
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
