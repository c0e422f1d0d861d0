package org.camelpush.mobility.session;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Whom sessions trust, so that their probes trust the same; made once for the same options of a Camel context. */
final class Tls {

    private final Map<SSLContextParameters, SSLContext> made = new HashMap<>();

    private Tls() {}

    static SSLContext context(CamelContext camel, SSLContextParameters parameters) {
        SSLContextParameters chosen = parameters == null ? camel.getSSLContextParameters() : parameters;
        try {
            return chosen == null ? SSLContext.getDefault() : of(camel).context(chosen, camel);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalArgumentException("The TLS options of a session cannot be used: " + failure, failure);
        }
    }

    private static Tls of(CamelContext camel) {
        ExtendedCamelContext context = camel.getCamelContextExtension();
        synchronized (Tls.class) {
            Tls there = context.getContextPlugin(Tls.class);
            if (there == null) {
                there = new Tls();
                context.addContextPlugin(Tls.class, there);
            }
            return there;
        }
    }

    private synchronized SSLContext context(SSLContextParameters options, CamelContext camel)
            throws GeneralSecurityException, IOException {
        SSLContext context = made.get(options);
        if (context == null) {
            context = options.createSSLContext(camel);
            made.put(options, context);
        }
        return context;
    }
}
