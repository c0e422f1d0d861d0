package org.camelpush.benchmarks.camelmail;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.benchmarks.idle.IdleMailboxes;
import org.camelpush.benchmarks.idle.Security;

/** A route of camel-mail for each, which looks once a minute, its default. */
public final class CamelMailMailboxes implements IdleMailboxes {

    private static final long MINUTE_MILLIS = 60_000;

    private final Security security;
    private final CamelContext context = new DefaultCamelContext();
    private int made;

    public CamelMailMailboxes(Security security) {
        this.security = security;
        context.start();
    }

    @Override
    public void add(int port, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            String uri = CamelMailUris.of(port, security, "user" + made++, MINUTE_MILLIS);
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
