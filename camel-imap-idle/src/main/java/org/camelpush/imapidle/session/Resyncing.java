package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** Asks what has changed since the last change that is known (RFC 7162 §3.1.4.1). */
final class Resyncing extends SessionState {

    private long highest;

    Resyncing(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.SYNCHRONIZING;
    }

    @Override
    void enter() {
        Changes changes = session.changes();
        highest = changes.modSeq();
        boolean vanished = session.agreement().isQresync();
        send(Command.uidFetchChanges(session.ledger().top(), changes.modSeq(), vanished), Patience.WHILE_HEARD);
    }

    @Override
    public void fetch(Response.Fetch response) {
        if (response.mail().flagsSaid()) {
            highest = Math.max(highest, response.mail().modSeq());
        }
        super.fetch(response);
    }

    @Override
    void answered(Response.Tagged response) {
        if (response.isOk()) {
            session.changes().resynced(highest);
        } else {
            session.changes().notResynced();
        }
        session.proceed();
    }
}
