package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** Asks what the server can do; the answer may differ before and after TLS and login (RFC 9051 §6.1.1). */
final class Discovering extends SessionState {

    private final Runnable next;

    Discovering(MailboxSession session, Runnable next) {
        super(session);
        this.next = next;
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.LOGGING_IN;
    }

    @Override
    void enter() {
        send(Command.CAPABILITY, Patience.STRICT);
    }

    @Override
    void answered(Response.Tagged response) {
        if (response.isOk()) {
            next.run();
        } else {
            refused(Failure.Kind.PROTOCOL, "The server refused CAPABILITY", response);
        }
    }
}
