package org.camelpush.cops;

import org.camelpush.cops.session.PdpAddress;

/**
 * The host and the port of an endpoint URI.
 *
 * @param host without the brackets of an IPv6 address
 * @param port as it is written; null where it is not
 */
record CopsAddress(String host, String port) {

    /**
     * Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static CopsAddress parse(String remaining) {
        int bracket = remaining.lastIndexOf(']');
        if (remaining.startsWith("[") && bracket > 0) {
            String rest = remaining.substring(bracket + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) {
                throw new IllegalArgumentException("Behind the brackets of " + remaining + " only a port may stand");
            }
            return new CopsAddress(remaining.substring(1, bracket), rest.isEmpty() ? null : rest.substring(1));
        }
        int colon = remaining.indexOf(':');
        if (colon != remaining.lastIndexOf(':')) {
            throw new IllegalArgumentException(
                    "The address " + remaining + " has several colons; an IPv6 address stands in brackets");
        }
        return colon < 0
                ? new CopsAddress(remaining, null)
                : new CopsAddress(remaining.substring(0, colon), remaining.substring(colon + 1));
    }

    /**
     * A service has its ports in DNS.
     *
     * @throws IllegalArgumentException when one is written nevertheless
     */
    void requirePortOfHost() {
        if (PdpAddress.isService(host) && port != null) {
            throw new IllegalArgumentException(
                    "The service " + host + " has the port " + port + "; leave it out, for DNS says the ports");
        }
    }

    /**
     * @param defaultPort where it says none; null for what the options say
     */
    void applyTo(CopsConfiguration options, Integer defaultPort) {
        options.setHost(host);
        requirePortOfHost();
        if (defaultPort != null) {
            options.setPort(defaultPort);
        }
        if (port != null) {
            try {
                options.setPort(Integer.parseInt(port));
            } catch (NumberFormatException noNumber) {
                throw new IllegalArgumentException("Option port is " + port + "; it must be a number", noNumber);
            }
        }
    }
}
