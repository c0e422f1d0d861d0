package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/** Asks how large mails are whose identifiers are known, before it is decided how much of each comes down. */
final class Measuring extends SessionState {

    private final Portions portions;
    private UidSet requested;

    Measuring(MailboxSession session) {
        super(session);
        portions = new Portions(session.connection().selection());
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        requested = session.ledger().nextToFetch(session.ledger().room());
        send(session.connection().fetch(requested.toString(), Download.NONE), Patience.WHILE_HEARD);
    }

    @Override
    public void fetch(Response.Fetch response) {
        if (response.mail().brings(Download.NONE)
                && requested.remove(response.mail().uid())) {
            portions.add(response.mail());
        } else {
            super.fetch(response);
        }
    }

    @Override
    void answered(Response.Tagged response) {
        if (Fetching.isRefusal(response, portions.isEmpty())) {
            refused(Failure.Kind.PROTOCOL, "The server refused FETCH", response);
            return;
        }
        session.ledger().notSent(requested);
        Fetching.goOn(session, portions);
    }
}
