package org.camelpush.imapidle.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import io.netty.util.Version;

/**
 * A proxy that connections are made through; it also looks up the server's name.
 *
 * @param kind how it is talked to
 * @param host its name or address
 * @param port its TCP port
 * @param username for a proxy that wants a login, or null
 * @param password set exactly where username is
 */
public record ProxySettings(Kind kind, String host, int port, String username, String password) {

    /** How a proxy is talked to. */
    public enum Kind {
        /** RFC 1928, with user name and password as RFC 1929 has them. */
        SOCKS5,
        /** CONNECT, RFC 9110 §9.3.6, with Basic (RFC 7617) where there is a password. */
        HTTP
    }

    private static final String FORM = "socks5://host:port or http://host:port";
    private static final int MAX_PORT = 65_535;

    /**
     * Reads the option {@code proxy}, {@code socks5://host:port} or {@code http://host:port}.
     *
     * @param username or null
     * @param password or null
     * @throws IllegalArgumentException saying what it must be, never repeating a password
     */
    public static ProxySettings of(String text, String username, String password) {
        URI uri = uri(text);
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "without user and password, which show in logs there; set proxyUsername and proxyPassword");
        }
        boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath());
        if (uri.getHost() == null
                || uri.getPort() < 1
                || uri.getPort() > MAX_PORT
                || !bare
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(FORM);
        }
        return new ProxySettings(kind(uri.getScheme()), withoutBrackets(uri), uri.getPort(), username, password);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(FORM); // without the cause, which repeats the text
        }
    }

    private static Kind kind(String scheme) {
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "socks5" -> Kind.SOCKS5;
            case "http" -> Kind.HTTP;
            default -> throw new IllegalArgumentException(FORM);
        };
    }

    private static String withoutBrackets(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** What is to be put on the class path before a proxy can be used, or null when it is there. */
    public static String missingLibrary() {
        try {
            Class.forName("io.netty.handler.proxy.ProxyHandler", false, ProxySettings.class.getClassLoader());
            return null;
        } catch (ClassNotFoundException | LinkageError absent) {
            return "io.netty:netty-handler-proxy:" + nettyVersion();
        }
    }

    private static String nettyVersion() {
        Version common = Version.identify().get("netty-common");
        return common == null ? "(the version of netty-common)" : common.artifactVersion();
    }

    /** For people; without the password. */
    @Override
    public String toString() {
        String where = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return kind.name().toLowerCase(Locale.ROOT) + "://" + where + ':' + port;
    }
}
