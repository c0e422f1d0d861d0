package org.camelpush.mobility.session;

import java.util.Optional;

import org.camelpush.imapidle.ImapIdleEndpoint;

/** Consumers of camel-imap-idle. To be loaded only where that is on the class path. */
public final class ImapIdleSessions implements MobileSessionFactory {

    @Override
    public Optional<MobileSession> session(RouteSession route, SessionTools tools) {
        return route.route().getEndpoint() instanceof ImapIdleEndpoint endpoint
                ? Optional.of(new ImapIdleSession(route, endpoint, tools.quiet(), tools.threads()))
                : Optional.empty();
    }
}
