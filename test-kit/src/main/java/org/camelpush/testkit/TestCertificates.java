package org.camelpush.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/**
 * A self-signed certificate, made at run time by the {@code keytool} of this JDK, and the stores that go with it. Who
 * shall trust it must be given its trust store: there is no trust-all here. The files are gone when the JVM ends.
 */
public final class TestCertificates {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "test";

    private final Path keyStore;
    private final Path trustStore;

    private TestCertificates(List<String> names) {
        try {
            Path folder = Files.createTempDirectory("test-certificate");
            keyStore = folder.resolve("key.p12");
            trustStore = folder.resolve("trust.p12");
            generate(names);
            writeTrustStore();
            // in reverse: the folder must be empty when its turn comes
            folder.toFile().deleteOnExit();
            keyStore.toFile().deleteOnExit();
            trustStore.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final TestCertificates LOCALHOST = forNames("localhost", "127.0.0.1");
        static final TestCertificates EDGE_1 = forNames("edge-1");
        static final TestCertificates WRONG_NAME = forNames("somebody.else.invalid");
    }

    /** Good for localhost and 127.0.0.1; made once. */
    public static TestCertificates localhost() {
        return Shared.LOCALHOST;
    }

    /** Good for the PEP edge-1 only; made once. */
    public static TestCertificates edge1() {
        return Shared.EDGE_1;
    }

    /** Good for another host only; made once. */
    public static TestCertificates wrongName() {
        return Shared.WRONG_NAME;
    }

    /** Good for these host names and IP addresses. */
    public static TestCertificates forNames(String... names) {
        return new TestCertificates(List.of(names));
    }

    private void generate(List<String> names) throws IOException {
        String alternatives = names.stream()
                .map(name -> (name.matches("[0-9.]+|.*:.*") ? "ip:" : "dns:") + name)
                .collect(Collectors.joining(","));
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + names.get(0),
                "-ext",
                "SAN=" + alternatives,
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD,
                "-validity",
                "7"));
    }

    private static void run(List<String> command) throws IOException {
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        } finally {
            keytool.destroyForcibly();
        }
    }

    private void writeTrustStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, certificate());
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static KeyStore load(Path path) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** The certificate. */
    public X509Certificate certificate() throws IOException, GeneralSecurityException {
        return (X509Certificate) load(keyStore).getCertificate(ALIAS);
    }

    /** A PKCS12 file with the key and the certificate. */
    public Path keyStore() {
        return keyStore;
    }

    /** A PKCS12 file with the certificate as the one that is trusted. */
    public Path trustStore() {
        return trustStore;
    }

    /** The password of both files and of the key. */
    public String password() {
        return PASSWORD;
    }

    /** For a server that shows the certificate. */
    public SSLContext serverContext() throws IOException, GeneralSecurityException {
        return context(keys(), null);
    }

    /** For an end that shows the certificate, and trusts whoever shows it too. */
    public SSLContext mutualContext() throws IOException, GeneralSecurityException {
        return context(keys(), trust());
    }

    /** For a client that trusts this certificate and no other. */
    public SSLContext clientContext() throws IOException, GeneralSecurityException {
        return context(null, trust());
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(keyStore), PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(trustStore));
        return trust.getTrustManagers();
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    /** As Camel wants it, for an end that shows the certificate, and trusts those of others. */
    public SSLContextParameters parameters(CamelContext camel, TestCertificates trusted) {
        SSLContextParameters parameters = trusting(camel, trusted);
        KeyManagersParameters key = new KeyManagersParameters();
        key.setKeyStore(store(camel, keyStore));
        key.setKeyPassword(PASSWORD);
        parameters.setKeyManagers(key);
        return parameters;
    }

    /** As Camel wants it, for an end that shows nothing. */
    public static SSLContextParameters trusting(CamelContext camel, TestCertificates trusted) {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store(camel, trusted.trustStore));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private static KeyStoreParameters store(CamelContext camel, Path path) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setCamelContext(camel);
        store.setResource("file:" + path);
        store.setPassword(PASSWORD);
        return store;
    }

    /** Writes the certificate and the key as PEM, for servers that want them so. */
    public void writePem(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        Key key = load(keyStore).getKey(ALIAS, PASSWORD.toCharArray());
        Files.writeString(certificateFile, pem("CERTIFICATE", certificate().getEncoded()));
        Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String type, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
