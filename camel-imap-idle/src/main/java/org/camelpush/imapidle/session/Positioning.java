package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/** Finds where to go on in the folder just opened, or where to begin. */
final class Positioning extends SessionState {

    private final UidSet found = new UidSet();
    private boolean highKnown;
    private long high;

    Positioning(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.SYNCHRONIZING;
    }

    @Override
    void enter() {
        Ledger ledger = session.ledger();
        SelectedFolder folder = session.folder();
        session.noticed();
        if (ledger.hasBegun() && ledger.uidValidity() == folder.uidValidity()) {
            if (folder.uidNext() != ledger.high() + 1) {
                folder.searchDue();
            }
            session.proceed();
        } else if (folder.uidNext() > 0) {
            highFound(folder.uidNext() - 1);
        } else {
            // "*" is the highest there is; a server that leaves UIDNEXT out has to be asked
            send(Command.uidSearch("UID *"), Patience.WHILE_HEARD);
        }
    }

    private void highFound(long value) {
        highKnown = true;
        high = value;
        found.clear();
        String key = key();
        if (high == 0 || key.isEmpty()) {
            begin();
        } else {
            send(Command.uidSearch("UID 1:" + high + ' ' + key), Patience.WHILE_HEARD);
        }
    }

    /** After the folder was numbered anew, only \Seen can tell what was processed; without it nothing is repeated. */
    private String key() {
        StartFrom from = session.settings().startFrom();
        if (session.ledger().hasBegun()) {
            boolean seenTells = from == StartFrom.UNSEEN && session.settings().after().markSeen();
            return seenTells ? "UNSEEN UNDELETED" : "";
        }
        return switch (from) {
            case UNSEEN -> "UNSEEN UNDELETED";
            case ALL -> "UNDELETED";
            case NEW -> "";
        };
    }

    @Override
    public void search(Response.Search response) {
        found.addAll(response.found());
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk()) {
            lost(new Failure(Failure.Kind.FOLDER, "The server refused a search: " + response.text()));
        } else if (highKnown) {
            found.removeBeyond(high);
            begin();
        } else {
            highFound(found.max());
        }
    }

    private void begin() {
        Ledger ledger = session.ledger();
        long uidValidity = session.folder().uidValidity();
        if (ledger.hasBegun()) {
            session.mailboxReset(uidValidity);
        }
        ledger.begin(uidValidity, high, found).forEach(session::release);
        session.proceed();
    }
}
