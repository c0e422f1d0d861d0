package org.camelpush.benchmarks.camelmail;

import java.util.function.LongConsumer;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.benchmarks.idle.Security;
import org.camelpush.benchmarks.latency.LatencyContestant;

/** A route of camel-mail that looks once a second; once a minute is its default. */
public final class CamelMailContestant implements LatencyContestant {

    private static final long SECOND_MILLIS = 1_000;

    private CamelContext context;

    @Override
    public String title() {
        return "camel-mail, polling each second";
    }

    @Override
    public void start(int port, LongConsumer arrivals) throws Exception {
        context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(CamelMailUris.of(port, Security.PLAIN, "user", SECOND_MILLIS))
                        .process(exchange -> {
                            exchange.getMessage().getBody(String.class);
                            arrivals.accept(System.nanoTime());
                        });
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

    @Override
    public boolean idles() {
        return false;
    }

    @Override
    public int mails(int wanted) {
        return Math.max(5, wanted / 200);
    }
}
