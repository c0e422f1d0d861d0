package org.camelpush.cops;

import java.util.Map;
import java.util.WeakHashMap;

import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Makes of the same parameters the same TLS context, so that PEPs which have them can share a connection. Thread-safe. */
final class TlsContexts {

    private final Map<SSLContextParameters, SSLContext> made = new WeakHashMap<>();

    /**
     * @param parameters null for the JDK's defaults
     */
    synchronized SSLContext of(CamelContext context, SSLContextParameters parameters) throws Exception {
        if (parameters == null) {
            return SSLContext.getDefault();
        }
        SSLContext known = made.get(parameters);
        if (known == null) {
            known = parameters.createSSLContext(context);
            made.put(parameters, known);
        }
        return known;
    }
}
