package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** NOOP: the server answers, and says what is new (RFC 9051 §6.1.2). */
final class Probing extends SessionState {

    Probing(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return session.isSuspended() ? SessionPhase.SUSPENDED : SessionPhase.POLLING;
    }

    @Override
    void enter() {
        send(Command.NOOP, Patience.STRICT);
    }

    @Override
    void answered(Response.Tagged response) {
        if (response.isOk()) {
            session.proceed();
        } else {
            refused(Failure.Kind.PROTOCOL, "The server refused NOOP", response);
        }
    }
}
