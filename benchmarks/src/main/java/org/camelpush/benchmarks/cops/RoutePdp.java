package org.camelpush.benchmarks.cops;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsConsumer;

/** A PDP as users have it: a route that decides the same on all. */
final class RoutePdp implements Answerer {

    private static final String ROUTE = "pdp";

    private final CamelContext camel = new DefaultCamelContext();

    RoutePdp() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("cops:127.0.0.1:0?clientTypes=" + Octets80.CLIENT_TYPE)
                        .routeId(ROUTE)
                        .setHeader(CopsConstants.DECISION, constant("INSTALL"))
                        .setBody(constant(Octets80.data()));
            }
        });
        camel.start();
    }

    @Override
    public int port() {
        return ((CopsConsumer) camel.getRoute(ROUTE).getConsumer()).getPort();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
