package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** STARTTLS, RFC 9051 §6.2.1: what was said in clear text before is forgotten. Why it is
 * required: docs/adr/0003-startTls-required-by-default.md. */
final class StartingTls extends SessionState {

    StartingTls(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.LOGGING_IN;
    }

    @Override
    void enter() {
        send(Command.STARTTLS, Patience.STRICT);
    }

    @Override
    void answered(Response.Tagged response) {
        if (response.isOk()) {
            session.connection().expectWithin(session.settings.connectTimeout());
            session.effects.add(new SessionEffect.StartTls(session.connection().generation()));
        } else {
            lost(new Failure(Failure.Kind.SECURITY, "The server refused STARTTLS: " + response.text()));
        }
    }

    @Override
    void secured() {
        session.agreement().capabilities(Capabilities.NONE);
        session.become(new Discovering(session, () -> session.become(new LoggingIn(session))));
    }
}
