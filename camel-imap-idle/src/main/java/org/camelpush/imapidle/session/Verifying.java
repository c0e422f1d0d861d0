package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/** Finds out whether mails that a FETCH left out are gone, so that a server's trouble never loses one. */
final class Verifying extends SessionState {

    private UidSet missing;
    private final UidSet found = new UidSet();

    Verifying(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        missing = session.ledger().nextMissing(Ledger.PREFETCH);
        send(session.agreement().search("UID " + missing), Patience.WHILE_HEARD);
    }

    @Override
    public void search(Response.Search response) {
        found.addAll(response.found());
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk()) {
            refused(Failure.Kind.PROTOCOL, "The server refused a search", response);
            return;
        }
        Ledger ledger = session.ledger();
        missing.forEach(uid -> {
            if (found.contains(uid)) {
                ledger.unreadable(uid, session.now());
            } else {
                ledger.gone(uid);
            }
        });
        session.deliveries.redeliverLater(session.now());
        session.proceed();
    }
}
