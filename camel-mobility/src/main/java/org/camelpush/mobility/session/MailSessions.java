package org.camelpush.mobility.session;

import java.util.Optional;

import org.apache.camel.component.mail.MailEndpoint;

/** Consumers of camel-mail. To be loaded only where that is on the class path. */
public final class MailSessions implements MobileSessionFactory {

    @Override
    public Optional<MobileSession> session(RouteSession route, SessionTools tools) {
        return route.route().getEndpoint() instanceof MailEndpoint endpoint
                ? Optional.of(new MailConsumerSession(route, endpoint, tools.quiet(), tools.threads()))
                : Optional.empty();
    }
}
