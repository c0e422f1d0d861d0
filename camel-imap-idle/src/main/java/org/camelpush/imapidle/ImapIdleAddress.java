package org.camelpush.imapidle;

/**
 * The part of an endpoint's URI before its options: {@code [username@]host[:port]}, an IPv6 address in brackets.
 *
 * @param username or null
 * @param host name or address, without brackets
 * @param port given, or the scheme's own (RFC 9051 §2.1: 143, with TLS 993)
 */
record ImapIdleAddress(String username, String host, int port) {

    private static final int PORT = 143;
    private static final int TLS_PORT = 993;

    /**
     * Takes an address apart.
     *
     * @throws IllegalArgumentException saying what is wrong, never repeating a password
     */
    static ImapIdleAddress parse(String remaining, boolean implicitTls) {
        String text = remaining.startsWith("//") ? remaining.substring(2) : remaining;
        int at = text.lastIndexOf('@');
        String username = at < 0 ? null : text.substring(0, at);
        if (username != null && username.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "A password in front of the host shows in logs; use the options username and password instead");
        }
        String hostAndPort = text.substring(at + 1);
        int portColon = hostAndPort.lastIndexOf(':');
        boolean hasPort = portColon > hostAndPort.lastIndexOf(']');
        if (hasPort && hostAndPort.indexOf(':') != portColon && !hostAndPort.startsWith("[")) {
            throw new IllegalArgumentException("An IPv6 address stands in brackets: [" + hostAndPort + "]");
        }
        String host = hasPort ? hostAndPort.substring(0, portColon) : hostAndPort;
        int port = hasPort ? port(hostAndPort.substring(portColon + 1)) : implicitTls ? TLS_PORT : PORT;
        return new ImapIdleAddress(username, withoutBrackets(host), port);
    }

    private static int port(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("Option port is " + digits + "; it must be a number", notANumber);
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    void applyTo(ImapIdleConfiguration options) {
        options.setHost(host);
        options.setPort(port);
        if (username != null) {
            options.setUsername(username);
        }
    }
}
