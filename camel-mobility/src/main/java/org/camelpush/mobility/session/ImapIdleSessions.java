package org.camelpush.mobility.session;

import java.util.Optional;

import org.camelpush.imapidle.ImapIdleEndpoint;

/** Consumers of camel-imap-idle. To be loaded only where that is on the class path. */
public final class ImapIdleSessions implements MobileSessionFactory {

    @Override
    public Optional<MobileSession> session(RouteSession route, SessionTools tools) {
        if (!(route.route().getEndpoint() instanceof ImapIdleEndpoint endpoint)) {
            return Optional.empty();
        }
        requireDevices(route);
        return Optional.of(new ImapIdleSession(route, endpoint, tools.quiet(), tools.threads()));
    }

    /** Told when the route is made, not when it is to move. */
    private static void requireDevices(RouteSession route) {
        String missing = ImapIdleEndpoint.missingForDevices();
        if (route.binding() == BindTo.DEVICE && missing != null) {
            throw new IllegalArgumentException("Option bindTo is DEVICE for route " + route.id()
                    + "; it must be ADDRESS here: to bind to a device " + missing);
        }
    }
}
