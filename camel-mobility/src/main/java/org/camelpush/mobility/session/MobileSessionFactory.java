package org.camelpush.mobility.session;

import java.util.Optional;

/** Makes a session of a route's consumer, where it knows that kind. Whoever has another kind binds one in the registry. */
@FunctionalInterface
public interface MobileSessionFactory {

    /** Empty where the endpoint is of another kind. The route has no consumer yet. */
    Optional<MobileSession> session(RouteSession route, SessionTools tools);
}
