package org.camelpush.mobility.session;

import java.io.IOException;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Whom a session trusts, so that its probe trusts the same. */
final class Tls {

    private Tls() {}

    static SSLContext context(CamelContext camel, SSLContextParameters parameters) {
        SSLContextParameters chosen = parameters == null ? camel.getSSLContextParameters() : parameters;
        try {
            return chosen == null ? SSLContext.getDefault() : chosen.createSSLContext(camel);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalArgumentException("The TLS options of a session cannot be used: " + failure, failure);
        }
    }
}
