package org.camelpush.imapidle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.awaitility.Awaitility;
import org.camelpush.imapidle.testkit.Script;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.testkit.TestCertificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Camel context with one route named {@value #ROUTE} that notes the subject of each mail it gets. */
public final class RouteFixture implements AutoCloseable {

    public static final String ROUTE = "mail";
    public static final String PASSWORD = "s3cret-pw";
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    static {
        // GreenMail's threads die of clients that leave without a word
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private Processor work = exchange -> {};
    private boolean autoStartup = true;
    private boolean keepExchanges;
    private ScriptedImapServer server;

    public DefaultCamelContext context() {
        return context;
    }

    public Registry registry() {
        return context.getRegistry();
    }

    /** What the route does with a mail, after it was noted. */
    public RouteFixture work(Processor processor) {
        work = processor;
        return this;
    }

    public RouteFixture autoStartup(boolean value) {
        autoStartup = value;
        return this;
    }

    /** Keeps copies of exchanges, for {@link #exchanges()}. */
    public RouteFixture keepExchanges() {
        keepExchanges = true;
        return this;
    }

    public RouteFixture start(String uri) {
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri)
                            .routeId(ROUTE)
                            .autoStartup(autoStartup)
                            .process(RouteFixture.this::note)
                            .process(work);
                }
            });
            context.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return this;
    }

    /** Starts a server that follows this script, and the route on a mailbox of alice there. */
    public RouteFixture serve(String options, Script script) {
        try {
            server = ScriptedImapServer.start(script);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return start(uri(server.port(), options));
    }

    /** The server that {@link #serve} started. */
    public ScriptedImapServer server() {
        return server;
    }

    /** Adds a route; returns the subjects it gets. */
    public List<String> subjectsFrom(String uri) {
        return subjectsFrom("other", uri);
    }

    /** Adds a route of this name; returns the subjects it gets. */
    public List<String> subjectsFrom(String name, String uri) {
        List<String> other = new CopyOnWriteArrayList<>();
        controlRoute(camel -> camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId(name)
                        .process(exchange -> other.add(exchange.getIn().getHeader("Subject", String.class)));
            }
        }));
        return other;
    }

    /** Keeps positions in a file of this folder, for endpoints with {@code cursorRepository=#positions}. */
    public RouteFixture positionsIn(Path folder) {
        return positions(FileStateRepository.fileStateRepository(
                folder.resolve("positions.txt").toFile()));
    }

    /** Keeps positions here, for endpoints with {@code cursorRepository=#positions}. */
    public RouteFixture positions(StateRepository<String, String> repository) {
        registry().bind("positions", repository);
        return this;
    }

    private void note(Exchange exchange) {
        if (keepExchanges) {
            exchanges.add(exchange.copy());
        }
        subjects.add(exchange.getIn().getHeader("Subject", String.class));
    }

    public List<String> subjects() {
        return subjects;
    }

    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** Waits until exactly these came, in this order. */
    public void awaitSubjects(String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(subjects).containsExactly(expected));
    }

    /** Waits until mail is watched by push. */
    public RouteFixture awaitIdle() {
        return awaitState("IDLE");
    }

    public RouteFixture awaitState(String state) {
        await().atMost(PATIENCE).until(() -> consumer().getMailboxState(), state::equals);
        return this;
    }

    /** All that is told of the mailbox, by name. */
    public Map<String, Object> details() {
        return consumer().status().details();
    }

    /** A mailbox of alice at this port of the loopback, without TLS; further options begin with an ampersand. */
    public static String uri(int port, String options) {
        return "imap-idle:127.0.0.1:" + port + "?username=alice&password=" + PASSWORD + "&startTls=false" + options;
    }

    /** As {@link #uri}, with STARTTLS; who is trusted is found under {@code tls} in the registry. */
    public static String startTlsUri(int port, String options) {
        return "imap-idle:127.0.0.1:" + port + "?username=alice&password=" + PASSWORD + "&sslContextParameters=#tls"
                + options;
    }

    /** As {@link #uri}, with TLS from the first octet; who is trusted is found under {@code tls} in the registry. */
    public static String tlsUri(int port, String options) {
        return "imaps-idle:127.0.0.1:" + port + "?username=alice&password=" + PASSWORD + "&sslContextParameters=#tls"
                + options;
    }

    /** Trusts this certificate, and no other, in endpoints with {@code sslContextParameters=#tls}. */
    public RouteFixture trust(TestCertificates certificates) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + certificates.trustStore());
        store.setPassword(certificates.password());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        context.getRegistry().bind("tls", tls);
        return this;
    }

    public ImapIdleConsumer consumer() {
        return (ImapIdleConsumer) context.getRoute(ROUTE).getConsumer();
    }

    public void controlRoute(RouteAction action) {
        try {
            action.on(context);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Something done to a context that may fail. */
    @FunctionalInterface
    public interface RouteAction {
        void on(CamelContext context) throws Exception;
    }

    /** True when no mailbox holds a turn of any host: none waits, connects or is connected. */
    public boolean noTurnIsOut() {
        return context.getComponent("imap-idle", ImapIdleComponent.class)
                .hosts()
                .areIdle();
    }

    @Override
    public void close() {
        context.stop();
        if (server != null) {
            try {
                server.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
