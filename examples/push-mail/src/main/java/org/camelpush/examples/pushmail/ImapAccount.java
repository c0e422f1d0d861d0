package org.camelpush.examples.pushmail;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * One mailbox of a real server.
 *
 * @param tls TLS from the start (imaps), else STARTTLS
 * @param host name or address
 * @param port TCP port
 * @param user to log in as
 * @param password never printed
 * @param folder to watch
 */
record ImapAccount(boolean tls, String host, int port, String user, String password, String folder) {

    private static final int PORT = 143;
    private static final int TLS_PORT = 993;

    /**
     * Reads {@code imaps://user:password@host[:port][/folder]}.
     *
     * @param defaultPassword where the URL has none, or null
     * @throws IllegalArgumentException saying what is wrong; does not repeat the URL, which may hold a password
     */
    static ImapAccount parse(String url, String defaultPassword) {
        URI uri = uri(url);
        boolean tls = "imaps".equals(uri.getScheme());
        if (!tls && !"imap".equals(uri.getScheme())) {
            throw wrong("it must begin with imaps:// or imap://");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() == null) {
            throw wrong("it must name a user and a host; write an @ in either of them, or in the password, as %40");
        }
        String[] login = uri.getRawUserInfo().split(":", 2);
        String password = login.length == 2 ? decoded(login[1]) : defaultPassword;
        if (password == null) {
            throw wrong("it has no password, and IMAP_PASSWORD is not set either");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? TLS_PORT : PORT;
        String path = uri.getRawPath().replaceFirst("^/", "");
        return new ImapAccount(
                tls, uri.getHost(), port, decoded(login[0]), password, path.isEmpty() ? "INBOX" : decoded(path));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            // neither its message nor itself as a cause: both repeat the input
            throw wrong("it is no URL at character " + malformed.getIndex() + ": " + malformed.getReason());
        }
    }

    /** A + stands for itself, as in any URL's user and path. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "--imap needs imaps://user:password@host[:port][/folder]; as it stands, " + what);
    }

    @Override
    public String toString() {
        return folder + " of " + user + " at " + host + ':' + port;
    }
}
