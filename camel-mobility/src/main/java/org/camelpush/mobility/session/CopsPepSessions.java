package org.camelpush.mobility.session;

import java.util.Optional;

import org.camelpush.cops.CopsEndpoint;
import org.camelpush.cops.CopsRole;

/** Consumers of camel-cops with {@code role=pep}. To be loaded only where that is on the class path. */
public final class CopsPepSessions implements MobileSessionFactory {

    @Override
    public Optional<MobileSession> session(RouteSession route, SessionTools tools) {
        return route.route().getEndpoint() instanceof CopsEndpoint endpoint
                        && endpoint.getConfiguration().getRole() == CopsRole.PEP
                ? Optional.of(new CopsPepSession(route, endpoint, tools.quiet(), tools.threads()))
                : Optional.empty();
    }
}
