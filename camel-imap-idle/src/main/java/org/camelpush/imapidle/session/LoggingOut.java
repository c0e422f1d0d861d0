package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** Says goodbye, RFC 9051 §6.1.3, and ends whatever the server makes of it. */
final class LoggingOut extends SessionState {

    LoggingOut(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        send(Command.LOGOUT, Patience.STRICT);
    }

    @Override
    void lost(Failure failure) {
        session.end();
    }

    @Override
    void answered(Response.Tagged response) {
        session.end();
    }
}
