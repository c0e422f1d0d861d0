package org.camelpush.mobility.session;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;

/** The route whose consumer is a session: started when there is a bearer, by whoever needs it. */
public final class RouteSession {

    private final Route route;
    private final BindTo binding;
    private final BearerProfiles profiles;

    public RouteSession(Route route, BindTo binding, BearerProfiles profiles) {
        this.route = route;
        this.binding = binding;
        this.profiles = profiles;
    }

    public String id() {
        return route.getRouteId();
    }

    public Route route() {
        return route;
    }

    /** What is other than usual for it, on some bearers. */
    public BearerProfiles profiles() {
        return profiles;
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
