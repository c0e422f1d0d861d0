package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Condition;
import org.camelpush.imapidle.protocol.Response;

/** Opens the folder, read-only when nothing will be changed in it. */
final class Selecting extends SessionState {

    private final SelectedFolder folder;
    private boolean counted;
    private String parameter = "";

    Selecting(MailboxSession session) {
        super(session);
        folder = session.connection().folder();
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.SYNCHRONIZING;
    }

    @Override
    void enter() {
        session.connection().loggedIn();
        Agreement agreement = session.agreement();
        if (!session.isBesideActive()) {
            session.changes().opening(agreement.isQresync());
        }
        // another connection is at work beside: it is for that one to tell what has changed since
        parameter = session.changes()
                .parameter(agreement.isQresync(), agreement.capabilities().has("CONDSTORE"), !session.isBesideActive());
        open();
    }

    private void open() {
        String name = session.settings.folder();
        boolean readOnly = session.settings.after().changesNothing();
        Capabilities server = session.agreement().capabilities();
        Command plain = readOnly ? Command.examine(name, server) : Command.select(name, server);
        send(parameter.isEmpty() ? plain : plain.with(parameter), Patience.WHILE_HEARD);
    }

    @Override
    public void exists(Response.Exists response) {
        if (counted) {
            folder.searchDue(); // one came in between: UIDNEXT may be of before
        }
        counted = true;
        folder.selected(response.count());
    }

    @Override
    public void status(Response.Status response) {
        super.status(response);
        if (response.code().is("UIDVALIDITY")) {
            response.code().number().ifPresent(folder::uidValidity);
        } else if (response.code().is("UIDNEXT")) {
            response.code().number().ifPresent(folder::uidNext);
        } else if (response.code().is("HIGHESTMODSEQ")) {
            folder.highestModSeq(response.code().modSeq());
        }
    }

    @Override
    void answered(Response.Tagged response) {
        String name = session.settings.folder();
        // "BAD too many arguments" is about the parameter, not about a limit
        boolean limit = response.condition() == Condition.NO && Refusals.isLimit(response.code(), response.text());
        if (!response.isOk() && !parameter.isEmpty() && !limit) {
            parameter = ""; // it may be this that the server does not like: once more without, then its word counts
            counted = false;
            open();
        } else if (!response.isOk()) {
            refused(Failure.Kind.FOLDER, "The server does not open the folder " + name, response);
        } else if (folder.uidValidity() == 0) {
            lost(new Failure(
                    Failure.Kind.FOLDER,
                    "The server gives no UIDVALIDITY for the folder " + name + " (RFC 9051 §2.3.1.1)"));
        } else {
            folder.readOnly(response.code().is("READ-ONLY"));
            folder.tellsModSeq(!parameter.isEmpty());
            session.opened(parameter.startsWith(Changes.QRESYNC));
        }
    }
}
