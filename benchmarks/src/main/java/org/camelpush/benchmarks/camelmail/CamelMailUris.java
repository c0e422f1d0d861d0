package org.camelpush.benchmarks.camelmail;

import org.camelpush.benchmarks.idle.Security;

/** Endpoint URIs of camel-mail, told what its documentation has for speed. */
final class CamelMailUris {

    private CamelMailUris() {}

    /** @param delay milliseconds between two looks */
    static String of(int port, Security security, String user, long delay) {
        String scheme = security.tls() ? "imaps" : "imap";
        return scheme + ":localhost:" + port + "?username=" + user + "&password=secret&delay=" + delay
                + "&initialDelay=0&mail." + scheme + ".partialfetch=false";
    }
}
