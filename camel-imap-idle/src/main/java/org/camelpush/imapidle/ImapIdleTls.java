package org.camelpush.imapidle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.camelpush.imapidle.net.TlsEngines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whose TLS an endpoint uses: OpenSSL's where it is there and can do all that is asked for, otherwise the JDK's.
 * Whoever it is, keys, trust and the check of the name are the same.
 */
final class ImapIdleTls {

    private static final Logger LOG = LoggerFactory.getLogger(ImapIdleTls.class);

    /** What OpenSSL is given of {@code SSLContextParameters}; the context is no matter of TLS. */
    private static final Set<String> GIVEN = Set.of("keyManagers", "trustManagers", "camelContext");

    private final CamelContext context;
    private final SSLContextParameters parameters;

    /** @param parameters or null for the JDK's defaults */
    ImapIdleTls(CamelContext context, SSLContextParameters parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    TlsEngines engines() throws Exception {
        SSLContext java = parameters == null ? SSLContext.getDefault() : parameters.createSSLContext(context);
        TlsEngines engines = TlsEngines.hasOpenSsl() && asksForNothingElse(java) ? openSsl(java) : null;
        if (engines == null) {
            engines = TlsEngines.ofJava(java);
        }
        LOG.debug("TLS is done by {}", engines);
        return engines;
    }

    private TlsEngines openSsl(SSLContext java) throws Exception {
        List<KeyManager> keys = keys();
        List<TrustManager> trust = trust();
        if (!TlsEngines.suitOpenSsl(keys, trust)) {
            LOG.debug("OpenSSL is there, but cannot use these key or trust managers");
            return null;
        }
        try {
            return TlsEngines.ofOpenSsl(
                    java, keys.isEmpty() ? null : keys.get(0), trust.isEmpty() ? null : trust.get(0));
        } catch (SSLException | IllegalArgumentException refused) {
            LOG.debug("OpenSSL is there, but does not take these settings: {}", refused.getMessage());
            return null;
        }
    }

    private List<KeyManager> keys() throws Exception {
        KeyManagersParameters given = parameters == null ? null : parameters.getKeyManagers();
        if (given == null) {
            return List.of();
        }
        given.setCamelContext(context);
        return List.of(given.createKeyManagers());
    }

    private List<TrustManager> trust() throws Exception {
        TrustManagersParameters given = parameters == null ? null : parameters.getTrustManagers();
        if (given == null) {
            return List.of();
        }
        given.setCamelContext(context);
        return List.of(given.createTrustManagers());
    }

    private boolean asksForNothingElse(SSLContext java) {
        if (parameters == null) {
            // somebody's own default, or a key from the command line, is known to the JDK alone
            return "Default".equals(java.getProtocol()) && System.getProperty("javax.net.ssl.keyStore") == null;
        }
        Map<String, Object> usual = properties(new SSLContextParameters());
        for (Map.Entry<String, Object> each : properties(parameters).entrySet()) {
            if (!GIVEN.contains(each.getKey()) && !Objects.equals(each.getValue(), usual.get(each.getKey()))) {
                LOG.debug("OpenSSL is there, but sslContextParameters has {}, which is for the JDK", each.getKey());
                return false;
            }
        }
        if (asksForProvider()) {
            LOG.debug(
                    "OpenSSL is there, but sslContextParameters has a provider of keys or trust, which is for the JDK");
            return false;
        }
        return true;
    }

    /** A provider may keep keys that cannot leave it, as in PKCS#11. */
    private boolean asksForProvider() {
        KeyManagersParameters keys = parameters.getKeyManagers();
        TrustManagersParameters trust = parameters.getTrustManagers();
        return keys != null && (keys.getProvider() != null || hasProvider(keys.getKeyStore()))
                || trust != null && (trust.getProvider() != null || hasProvider(trust.getKeyStore()));
    }

    private static boolean hasProvider(KeyStoreParameters store) {
        return store != null && store.getProvider() != null;
    }

    /** All that this Camel has, also what a later one adds. */
    private Map<String, Object> properties(SSLContextParameters of) {
        Map<String, Object> all = new HashMap<>();
        PluginHelper.getBeanIntrospection(context).getProperties(of, all, null, false);
        return all;
    }
}
