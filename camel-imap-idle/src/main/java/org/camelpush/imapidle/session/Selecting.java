package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** Opens the folder, read-only when nothing will be changed in it. */
final class Selecting extends SessionState {

    Selecting(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.SYNCHRONIZING;
    }

    @Override
    void enter() {
        String name = session.settings().folder();
        boolean readOnly = session.settings().after().changesNothing();
        send(readOnly ? Command.examine(name) : Command.select(name), Patience.WHILE_HEARD);
    }

    @Override
    public void status(Response.Status response) {
        super.status(response);
        if (response.code().is("UIDVALIDITY")) {
            response.code().number().ifPresent(session.folder()::uidValidity);
        } else if (response.code().is("UIDNEXT")) {
            response.code().number().ifPresent(session.folder()::uidNext);
        }
    }

    @Override
    void answered(Response.Tagged response) {
        String name = session.settings().folder();
        if (!response.isOk()) {
            boolean limit = Refusals.isLimit(response.code(), response.text());
            lost(new Failure(
                    limit ? Failure.Kind.LIMIT : Failure.Kind.FOLDER,
                    "The server does not open the folder " + name + ": " + response.text()));
        } else if (session.folder().uidValidity() == 0) {
            lost(new Failure(
                    Failure.Kind.FOLDER, "The server gives no UIDVALIDITY for the folder " + name + " (RFC 9051 §2.3.1.1)"));
        } else {
            opened(response);
        }
    }

    private void opened(Response.Tagged response) {
        if (response.code().is("READ-ONLY")) {
            session.folder().readOnly();
        }
        session.folder().allKnown();
        session.become(new Positioning(session));
    }
}
