package org.camelpush.imapidle.producer;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.imapidle.ImapIdleConstants;

/** A Camel context with one route, {@code direct:ask}, that asks a producer; what comes is the exchange as it ended. */
final class ProducerFixture implements AutoCloseable {

    static final String PASSWORD = "s3cret-pw";
    static final String ROUTE = "asking";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    CamelContext context() {
        return context;
    }

    ProducerFixture start(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").routeId(ROUTE).to(uri).id("mailbox");
            }
        });
        context.start();
        template = context.createProducerTemplate();
        return this;
    }

    /** A mailbox of alice at this port of the loopback, without TLS; further options begin with an ampersand. */
    static String uri(int port, String options) {
        return "imap-idle:127.0.0.1:" + port + "?username=alice&password=" + PASSWORD + "&startTls=false" + options;
    }

    /** The headers that name a mail. */
    static Map<String, Object> mail(String folder, Object uid) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(ImapIdleConstants.FOLDER, folder);
        headers.put(ImapIdleConstants.UID, uid);
        return headers;
    }

    /** Those headers and one more. */
    static Map<String, Object> with(Map<String, Object> headers, String name, Object value) {
        Map<String, Object> more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    Exchange ask(String operation, Map<String, Object> headers, Object body) {
        return ask(with(headers, ImapIdleConstants.OPERATION, operation), body);
    }

    Exchange ask(Map<String, Object> headers, Object body) {
        return template.request("direct:ask", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** As {@link #ask}, and it must succeed. */
    Exchange done(String operation, Map<String, Object> headers, Object body) throws Exception {
        Exchange exchange = ask(operation, headers, body);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange;
    }

    Exception fails(String operation, Map<String, Object> headers) {
        return ask(operation, headers, null).getException();
    }

    @Override
    public void close() {
        context.stop();
    }
}
