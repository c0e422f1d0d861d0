package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** Asks how the folders are that others of the account watch by this connection (RFC 9051 §6.3.11). */
final class Surveying extends SessionState {

    private String asked;

    Surveying(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        askNext();
    }

    private void askNext() {
        asked = session.isStopping() || session.moving().isDue()
                ? null
                : session.company().nextUnknown();
        if (asked == null) {
            session.proceed();
        } else {
            send(Command.status(asked, session.agreement().capabilities()), Patience.WHILE_HEARD);
        }
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk() && Refusals.isThrottled(response.text())) {
            refused(Failure.Kind.LIMIT, "The server refused STATUS", response);
            return;
        }
        if (!response.isOk()) {
            session.effects.share(new SharingNote.NoNews(asked));
        }
        askNext();
    }
}
