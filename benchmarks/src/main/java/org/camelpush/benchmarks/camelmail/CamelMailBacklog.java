package org.camelpush.benchmarks.camelmail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.benchmarks.backlog.BacklogContestant;
import org.camelpush.benchmarks.idle.Security;

/** One look of camel-mail that takes all mails. */
public final class CamelMailBacklog implements BacklogContestant {

    private static final String ROUTE = "backlog";
    private static final long DAY_MILLIS = 86_400_000;

    @Override
    public String title() {
        return "camel-mail";
    }

    @Override
    public long drain(int port, String user, int mails) throws Exception {
        CountDownLatch left = new CountDownLatch(mails);
        CamelContext context = new DefaultCamelContext();
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(CamelMailUris.of(port, Security.PLAIN, user, DAY_MILLIS))
                            .routeId(ROUTE)
                            .autoStartup(false)
                            .process(exchange -> {
                                exchange.getMessage().getBody(String.class);
                                left.countDown();
                            });
                }
            });
            context.start();
            long start = System.nanoTime();
            context.getRouteController().startRoute(ROUTE);
            if (!left.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " mails did not come");
            }
            return System.nanoTime() - start;
        } finally {
            context.stop();
        }
    }

    @Override
    public boolean slow() {
        return true;
    }
}
