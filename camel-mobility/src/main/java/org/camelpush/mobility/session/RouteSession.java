package org.camelpush.mobility.session;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;

/** The route whose consumer is a session: started when there is a bearer, by whoever needs it. */
public final class RouteSession {

    private final Route route;
    private final BindTo binding;

    public RouteSession(Route route, BindTo binding) {
        this.route = route;
        this.binding = binding;
    }

    public String id() {
        return route.getRouteId();
    }

    public Route route() {
        return route;
    }

    BindTo binding() {
        return binding;
    }

    boolean isStarted() {
        return context().getRouteController().getRouteStatus(id()).isStarted();
    }

    /** Blocks until it is started. */
    void start() {
        try {
            context().getRouteController().startRoute(id());
        } catch (Exception failure) {
            throw RuntimeCamelException.wrapRuntimeCamelException(failure);
        }
    }

    private CamelContext context() {
        return route.getCamelContext();
    }
}
