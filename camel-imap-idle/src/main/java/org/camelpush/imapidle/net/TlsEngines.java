package org.camelpush.imapidle.net;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

/** Gives the TLS engines of one endpoint: the JDK's, or those of OpenSSL where netty-tcnative is on the class path. */
public final class TlsEngines {

    private static final List<String> KEY_TYPES = List.of("RSA", "RSASSA-PSS", "EC", "EdDSA", "DSA");

    private final SSLContext java;
    private final SslContext openSsl;

    private TlsEngines(SSLContext java, SslContext openSsl) {
        this.java = java;
        this.openSsl = openSsl;
    }

    /** The JDK's. */
    public static TlsEngines ofJava(SSLContext context) {
        return new TlsEngines(context, null);
    }

    /**
     * OpenSSL's, with the same protocols, keys and trust as the JDK's.
     *
     * @param context the JDK's
     * @param key what the client shows of itself, or null
     * @param trust who is trusted, or null for whom the JDK trusts
     * @throws SSLException when OpenSSL cannot use them
     */
    public static TlsEngines ofOpenSsl(SSLContext context, KeyManager key, TrustManager trust) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .protocols(context.getDefaultSSLParameters().getProtocols());
        if (key != null) {
            builder.keyManager(key);
        }
        if (trust != null) {
            builder.trustManager(trust);
        }
        return new TlsEngines(context, builder.build());
    }

    /** True when netty-tcnative and its native library are there. */
    public static boolean hasOpenSsl() {
        return OpenSsl.isAvailable();
    }

    /**
     * True when OpenSSL can use these as the JDK does. Only an extended trust manager is given the engine, and with it the
     * name to check. A key must be readable: one that never leaves its device (PKCS#11) can only be used by its provider.
     */
    public static boolean suitOpenSsl(List<KeyManager> keys, List<TrustManager> trust) {
        return keys.size() <= 1
                && trust.size() <= 1
                && keys.stream().allMatch(key -> key instanceof X509KeyManager x509 && isReadable(x509))
                && trust.stream().allMatch(X509ExtendedTrustManager.class::isInstance);
    }

    private static boolean isReadable(X509KeyManager keys) {
        return KEY_TYPES.stream()
                .map(type -> keys.getClientAliases(type, null))
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .map(keys::getPrivateKey)
                .allMatch(key -> key != null && key.getEncoded() != null);
    }

    /** One engine, which checks that the certificate is for this host (RFC 2818 rules, RFC 9051 §11.1). */
    SSLEngine engine(ByteBufAllocator buffers, String host, int port) {
        SSLEngine engine = openSsl == null ? java.createSSLEngine(host, port) : openSsl.newEngine(buffers, host, port);
        engine.setUseClientMode(true);
        // only what is to change: an engine keeps copies of all lists that it is given, which are 0.4 KB for each
        // mailbox
        SSLParameters changed = new SSLParameters();
        changed.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(changed);
        return engine;
    }

    /** For people: whose engines they are. */
    @Override
    public String toString() {
        return openSsl == null ? "the JDK" : OpenSsl.versionString();
    }
}
