package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Condition;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/** Fetches mails whose identifiers are known, the lowest first. */
final class Fetching extends SessionState {

    private UidSet requested;
    private boolean cameAny;

    Fetching(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        requested = session.ledger().nextToFetch(session.ledger().room());
        send(Command.uidFetch(requested.toString()), Patience.WHILE_HEARD);
    }

    @Override
    public void fetch(Response.Fetch response) {
        if (response.mail().body() != null && requested.remove(response.mail().uid())) {
            cameAny = true;
            session.deliveries.take(response.mail());
        } else {
            super.fetch(response);
        }
    }

    @Override
    void answered(Response.Tagged response) {
        boolean limit = !cameAny && Refusals.isLimit(response.code(), response.text());
        if (response.condition() == Condition.BAD || !response.isOk() && limit) {
            refused(Failure.Kind.PROTOCOL, "The server refused FETCH", response);
            return;
        }
        // OK or NO: what did not come is gone, or could not be read just now (RFC 9051 §6.4.5)
        session.ledger().notSent(requested);
        session.connection.pace().fetched(session.now());
        session.proceed();
    }
}
