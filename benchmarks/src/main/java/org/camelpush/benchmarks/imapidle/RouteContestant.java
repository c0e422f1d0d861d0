package org.camelpush.benchmarks.imapidle;

import java.util.function.LongConsumer;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.benchmarks.latency.LatencyContestant;

/** A route with default options; a mail has come to its end when the route's first step begins. */
public final class RouteContestant implements LatencyContestant {

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
                from(ImapIdleUris.plain(port)).process(exchange -> arrivals.accept(System.nanoTime()));
            }
        });
        context.start();
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
