package org.camelpush.benchmarks.imapidle;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.benchmarks.idle.IdleMailboxes;
import org.camelpush.benchmarks.idle.Security;

/** A route with an endpoint of its own for each mailbox, as users write them. */
public final class RouteMailboxes implements IdleMailboxes {

    private final Security security;
    private final CamelContext context = new DefaultCamelContext();
    private int made;

    public RouteMailboxes(Security security) {
        this.security = security;
        context.start();
    }

    @Override
    public void add(int port, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            String uri = ImapIdleUris.of(port, security, "user" + made++);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(exchange -> {});
                }
            });
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
