package org.camelpush.benchmarks;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.imapidle.ImapIdleConsumer;

/** A route with an endpoint of its own for each mailbox, as users write them. */
final class RouteMailboxes implements IdleMailboxes {

    private final int port;
    private final CamelContext context = new DefaultCamelContext();
    private int made;

    RouteMailboxes(int port) {
        this.port = port;
        context.start();
    }

    @Override
    public void add(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            String uri = RouteContestant.uri(port).replace("user&", "user" + made++ + "&");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(exchange -> {});
                }
            });
        }
    }

    @Override
    public int idling() {
        return (int) context.getRoutes().stream()
                .map(route -> (ImapIdleConsumer) route.getConsumer())
                .filter(consumer -> consumer.getMailboxState().equals("IDLE"))
                .count();
    }

    @Override
    public void close() {
        context.stop();
    }
}
