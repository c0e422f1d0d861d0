package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** Tells the server what became of the acknowledged mails: flags, copies, moves. */
final class Settling extends SessionState {

    private Command command;

    Settling(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        sendNext();
    }

    private void sendNext() {
        command = settlement().next(session.agreement().capabilities());
        settlement().tell(session.changes());
        send(command, Patience.WHILE_HEARD);
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk() && Refusals.isThrottled(response.text())) {
            refused(Failure.Kind.LIMIT, "The server refused " + command, response); // and the batch is kept
            return;
        }
        if (!response.isOk()) {
            // the rest of the batch must not run: a mail that was not copied must not be deleted
            session.effects.report(new SessionEvent.NotSettled(command.toString(), response.text()));
            session.changes().notStored(settlement().underWay());
            settlement().dropped();
            session.deliveries.settleLater();
            session.proceed();
            return;
        }
        session.changes().stored(settlement().underWay());
        if (settlement().done()) {
            sendNext();
            return;
        }
        session.deliveries.settleLater();
        session.proceed();
    }

    private Settlement settlement() {
        return session.deliveries.settlement();
    }
}
