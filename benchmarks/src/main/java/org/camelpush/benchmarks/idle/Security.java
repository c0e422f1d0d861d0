package org.camelpush.benchmarks.idle;

import java.util.ArrayList;
import java.util.List;

/** How the connections are secured. */
public enum Security {
    PLAIN("plain"),
    JDK("JDK TLS"),
    OPENSSL("OpenSSL");

    private final String title;

    Security(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether there is TLS, from the first byte. */
    public boolean tls() {
        return this != PLAIN;
    }

    /** What the JVM of a client has to be told; every client in it trusts this store. */
    List<String> options(String trustStore, String password) {
        List<String> options = new ArrayList<>();
        if (tls()) {
            options.add("-Djavax.net.ssl.trustStore=" + trustStore);
            options.add("-Djavax.net.ssl.trustStorePassword=" + password);
        }
        if (this != OPENSSL) {
            options.add("-Dio.netty.handler.ssl.noOpenSsl=true");
        }
        return options;
    }
}
