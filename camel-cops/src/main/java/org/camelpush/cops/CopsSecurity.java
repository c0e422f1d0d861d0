package org.camelpush.cops;

import org.camelpush.cops.net.Security;
import org.camelpush.cops.net.TlsEngines;
import org.camelpush.cops.security.KeyRing;
import org.camelpush.cops.security.SecuritySettings;
import org.camelpush.cops.security.TlsMode;

/** The part of {@link CopsOptions} that is about security. */
final class CopsSecurity {

    private static final String SET = "set";

    private CopsSecurity() {}

    static void validate(CopsConfiguration options) {
        boolean ring = options.getKeys() != null;
        boolean file = options.getKeyFile() != null;
        CopsOptions.require(!ring || !file, "keyFile", options.getKeyFile(), "left out where keys is set");
        CopsOptions.require(
                !options.isRequireIntegrity() || ring || file,
                "requireIntegrity",
                true,
                "used with keys or keyFile: without keys there is no Integrity");
        CopsOptions.require(options.getTls() != null, "tls", null, "NONE, STARTTLS, REQUIRED or IMPLICIT");
        boolean always = options.getTls() == TlsMode.REQUIRED || options.getTls() == TlsMode.IMPLICIT;
        CopsOptions.require(
                !options.isBindPepId() || always,
                "bindPepId",
                true,
                "used with tls=REQUIRED or tls=IMPLICIT: without TLS there is no certificate");
    }

    /** What only a PDP needs. */
    private static void validatePdp(CopsConfiguration options) {
        CopsOptions.require(
                options.getTls() == TlsMode.NONE || options.getSslContextParameters() != null,
                "sslContextParameters",
                null,
                SET + " for a PDP with TLS, with the key of its certificate");
    }

    static Security ofPdp(CopsEndpoint endpoint) throws Exception {
        validatePdp(endpoint.getConfiguration());
        return of(endpoint);
    }

    /** How the connections of an endpoint are secured, with its keys read. */
    static Security of(CopsEndpoint endpoint) throws Exception {
        CopsConfiguration options = endpoint.getConfiguration();
        TlsEngines tls = options.getTls() == TlsMode.NONE
                ? null
                : new TlsEngines(
                        endpoint.getComponent()
                                .tlsContexts()
                                .of(endpoint.getCamelContext(), options.getSslContextParameters()),
                        options.isHostnameVerification(),
                        options.isBindPepId());
        return new Security(
                new SecuritySettings(
                        keys(endpoint), options.isRequireIntegrity(), options.getTls(), options.isBindPepId()),
                tls);
    }

    private static KeyRing keys(CopsEndpoint endpoint) throws Exception {
        CopsConfiguration options = endpoint.getConfiguration();
        if (options.getKeyFile() != null) {
            return endpoint.getComponent().keyFiles().ring(endpoint.getCamelContext(), options.getKeyFile());
        }
        return options.getKeys() == null ? endpoint.getComponent().keyFiles().none() : options.getKeys();
    }
}
