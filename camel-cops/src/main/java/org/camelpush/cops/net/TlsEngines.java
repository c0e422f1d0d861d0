package org.camelpush.cops.net;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Gives the TLS engines of one endpoint.
 *
 * @param context keys and trust
 * @param checkName a PEP checks that the certificate is for the host it has gone to (RFC 4261 §7.2)
 * @param needCertificate a PEP must show one
 */
public record TlsEngines(SSLContext context, boolean checkName, boolean needCertificate) {

    /** That of a PEP, which goes to this host. */
    SSLEngine pep(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        if (checkName) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /** That of a PDP. */
    SSLEngine pdp() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        if (needCertificate) {
            engine.setNeedClientAuth(true);
        }
        return engine;
    }
}
