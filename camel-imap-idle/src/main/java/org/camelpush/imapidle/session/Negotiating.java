package org.camelpush.imapidle.session;

import java.util.EnumSet;
import java.util.Iterator;

import org.camelpush.imapidle.protocol.Condition;
import org.camelpush.imapidle.protocol.Response;

/** Agrees on extensions after the login, one after the other, and goes on without one that the server refuses. */
final class Negotiating extends SessionState {

    private final Iterator<Extension> extensions =
            EnumSet.allOf(Extension.class).iterator();
    private Extension asked;

    Negotiating(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.LOGGING_IN;
    }

    @Override
    void enter() {
        askNext();
    }

    private void askNext() {
        while (extensions.hasNext()) {
            asked = extensions.next();
            if (asked.isWorthwhile(session.settings, session.agreement().capabilities())) {
                // RFC 4978 §3: nothing may be sent until COMPRESS is answered; the others change what is sent next
                send(asked.command(), Patience.STRICT);
                return;
            }
        }
        session.become(new Notifying(session));
    }

    @Override
    void answered(Response.Tagged response) {
        if (response.condition() == Condition.NO && Refusals.isLimit(response.code(), response.text())) {
            refused(Failure.Kind.LIMIT, "The server refused " + asked.command(), response);
            return;
        }
        if (response.isOk() && asked == Extension.COMPRESS) {
            session.connection().compress();
        }
        askNext();
    }
}
