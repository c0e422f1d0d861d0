package org.camelpush.imapidle.session;

import java.util.Iterator;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** Tells the server what became of the acknowledged mails: flags, copies, moves. */
final class Settling extends SessionState {

    private Settlement.Batch batch;
    private Iterator<Command> commands;
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
        if (session.folder().isReadOnly()) {
            session.settlement().clear();
            session.proceed();
            return;
        }
        batch = session.settlement().next(session.capabilities());
        commands = batch.commands().iterator();
        sendNext();
    }

    private void sendNext() {
        command = commands.next();
        send(command, Patience.WHILE_HEARD);
    }

    @Override
    void answered(Response.Tagged response) {
        if (response.isOk() && commands.hasNext()) {
            sendNext();
            return;
        }
        if (!response.isOk()) {
            // the rest of the batch must not run: a mail that was not copied must not be deleted
            session.report(new SessionEvent.NotSettled(command.toString(), response.text()));
        }
        session.settlement().settled(batch);
        session.settleLater();
        session.proceed();
    }
}
