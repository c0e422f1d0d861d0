package org.camelpush.benchmarks.imapidle;

import org.camelpush.benchmarks.idle.Security;

/** Endpoint URIs of the component, with default options but for what is said. */
final class ImapIdleUris {

    private ImapIdleUris() {}

    /** Plain TCP, the account user. */
    static String plain(int port) {
        return of(port, Security.PLAIN, "user");
    }

    static String of(int port, Security security, String user) {
        String login = "localhost:" + port + "?username=" + user + "&password=secret";
        return security.tls() ? "imaps-idle:" + login : "imap-idle:" + login + "&startTls=false";
    }
}
