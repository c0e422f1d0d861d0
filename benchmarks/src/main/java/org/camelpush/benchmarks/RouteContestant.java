package org.camelpush.benchmarks;

import java.util.function.LongConsumer;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route with default options; a mail has come to its end when the route's first step begins. */
final class RouteContestant implements LatencyContestant {

    private CamelContext context;

    @Override
    public String title() {
        return "camel-imap-idle";
    }

    @Override
    public void start(int port, LongConsumer arrivals) throws Exception {
        context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(port)).process(exchange -> arrivals.accept(System.nanoTime()));
            }
        });
        context.start();
    }

    static String uri(int port) {
        return "imap-idle:localhost:" + port + "?username=user&password=secret&startTls=false";
    }

    @Override
    public void stop() {
        context.stop();
    }

    @Override
    public boolean marksSeen() {
        return true;
    }
}
