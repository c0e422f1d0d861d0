package org.camelpush.cops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.message.RequestMessage;

/** A Camel context with a PDP, which notes what it is asked, and PEPs that ask it or somebody else. */
public final class PolicyFixture implements AutoCloseable {

    public static final String PDP = "pdp";
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<RequestMessage> requests = new CopyOnWriteArrayList<>();
    private final int port = freePort();

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public DefaultCamelContext context() {
        return context;
    }

    public int port() {
        return port;
    }

    /** Starts a PDP that decides so; options begin with an ampersand. */
    public PolicyFixture pdp(String options, Processor decider) {
        return route(builder -> builder.from("cops:127.0.0.1:" + port + "?clientTypes=0x8001" + options)
                .routeId(PDP)
                .process(exchange -> requests.add(exchange.getIn().getBody(RequestMessage.class)))
                .process(decider));
    }

    /** As {@link #pdp}, by a processor that may answer later. */
    public PolicyFixture asyncPdp(String options, AsyncProcessor decider) {
        return pdp(options, decider);
    }

    /** A PDP that installs whatever is asked. */
    public PolicyFixture pdp() {
        return pdp("", exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
    }

    /** What the PDP was asked. */
    public List<RequestMessage> requests() {
        return requests;
    }

    /** The URI of a PEP that asks the PDP of this fixture. */
    public String pep(String options) {
        return pep(port, options);
    }

    /** The URI of a PEP that asks somebody at this port. */
    public static String pep(int port, String options) {
        return "cops:127.0.0.1:" + port + "?clientType=0x8001&pepId=pep1&reconnectDelay=100" + options;
    }

    /** What becomes of an exchange that is sent there. */
    public Exchange ask(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeaders(new java.util.HashMap<>(headers));
        });
    }

    public Exchange ask(String uri, Object body) {
        return ask(uri, body, Map.of());
    }

    public CopsConsumer consumer() {
        return (CopsConsumer) context.getRoute(PDP).getConsumer();
    }

    /** Adds routes, and starts the context where it is not. */
    public PolicyFixture route(Routes routes) {
        return control(camel -> {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    routes.add(this);
                }
            });
            camel.start();
        });
    }

    public PolicyFixture control(Action action) {
        try {
            action.on(context);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return this;
    }

    /** Something done to a context that may fail. */
    @FunctionalInterface
    public interface Action {
        void on(CamelContext context) throws Exception;
    }

    /** Routes that are built. */
    @FunctionalInterface
    public interface Routes {
        void add(RouteBuilder builder);
    }

    @Override
    public void close() {
        context.stop();
    }
}
