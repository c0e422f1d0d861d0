package org.camelpush.benchmarks.imapidle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.benchmarks.backlog.BacklogContestant;
import org.camelpush.benchmarks.idle.Security;
import org.camelpush.imapidle.ImapIdleConsumer;

/** A route that only counts; a mail is at its end when its exchange is acknowledged. */
public final class RouteBacklog implements BacklogContestant {

    private static final String ROUTE = "backlog";
    private static final Duration LOOK = Duration.ofMillis(1);

    private final String name;
    private final String options;

    private RouteBacklog(String name, String options) {
        this.name = name;
        this.options = options;
    }

    public static RouteBacklog byDefault() {
        return new RouteBacklog("camel-imap-idle", "");
    }

    public static RouteBacklog withoutFlags() {
        return new RouteBacklog("camel-imap-idle, markSeen=false", "&markSeen=false");
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public long drain(int port, String user, int mails) throws Exception {
        AtomicInteger came = new AtomicInteger();
        CamelContext context = new DefaultCamelContext();
        try {
            context.addRoutes(route(port, user, came));
            context.start();
            long start = System.nanoTime();
            context.getRouteController().startRoute(ROUTE);
            awaitAcknowledged((ImapIdleConsumer) context.getRoute(ROUTE).getConsumer(), mails);
            long end = System.nanoTime();
            if (came.get() != mails) {
                throw new IllegalStateException(came + " mails came instead of " + mails);
            }
            return end - start;
        } finally {
            context.stop();
        }
    }

    private RouteBuilder route(int port, String user, AtomicInteger came) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(ImapIdleUris.of(port, Security.PLAIN, user) + options)
                        .routeId(ROUTE)
                        .autoStartup(false)
                        .process(exchange -> came.incrementAndGet());
            }
        };
    }

    private void awaitAcknowledged(ImapIdleConsumer consumer, int mails) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (consumer.getAcknowledged() < mails) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        consumer.getAcknowledged() + " of " + mails + " mails: " + consumer.getStatusMessage());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
