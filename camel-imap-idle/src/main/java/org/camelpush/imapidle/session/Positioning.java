package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.SearchKey;
import org.camelpush.imapidle.protocol.UidSet;

/** Finds where to go on in the folder just opened, or where to begin. */
final class Positioning extends SessionState {

    private final UidSet found = new UidSet();
    private boolean highKnown;
    private boolean allAsked;
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
        SelectedFolder folder = session.connection().folder();
        session.deliveries.noticed(session.now());
        folder.positioned();
        if (ledger.hasBegun() && ledger.uidValidity() == folder.uidValidity()) {
            if (folder.uidNext() != ledger.high() + 1) {
                folder.searchDue();
            }
            session.proceed();
        } else if (folder.uidNext() > 0) {
            highFound(folder.uidNext() - 1);
        } else if (folder.isEmpty()) {
            highFound(0);
        } else {
            // "*" is the highest there is; a server that leaves UIDNEXT out has to be asked
            send(session.agreement().search("UID *"), Patience.WHILE_HEARD);
        }
    }

    private void highFound(long value) {
        highKnown = true;
        high = value;
        found.clear();
        String wanted = wanted();
        if (high == 0 || wanted.isEmpty()) {
            begin();
        } else {
            search(wanted);
        }
    }

    private void search(String wanted) {
        Selection selection = session.settings.selection();
        if (selection.isSearched()) {
            SearchKey key = selection.searchKey().get();
            send(session.agreement().search("1:" + high, wanted, key), Patience.WHILE_HEARD);
        } else {
            send(session.agreement().search("UID 1:" + high + ' ' + wanted), Patience.WHILE_HEARD);
        }
    }

    /** Which of the mails that are there already are to be delivered, as a search key; empty for none. */
    private String wanted() {
        StartFrom from = session.settings.startFrom();
        if (from == StartFrom.NEW || !session.settings.events().messages()) {
            return "";
        }
        if (!session.ledger().hasBegun() || session.settings.replayAfterReset()) {
            return from == StartFrom.ALL ? "UNDELETED" : "UNSEEN UNDELETED";
        }
        // After the folder was numbered anew only what we changed can tell what was processed; what is moved or deleted
        // is not there any more. Where nothing tells, nothing is repeated.
        AfterDelivery after = session.settings.after();
        boolean leaves = after.delete() || after.moveTo() != null;
        if (session.connection().folder().isReadOnly() || !leaves && !after.markSeen()) {
            return "";
        }
        return leaves && from == StartFrom.ALL ? "UNDELETED" : "UNSEEN UNDELETED";
    }

    @Override
    public void search(Response.Search response) {
        found.addAll(response.found());
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk()) {
            refused(Failure.Kind.PROTOCOL, "The server refused a search", response);
        } else if (highKnown) {
            found.removeBeyond(high);
            begin();
        } else if (found.isEmpty() && !allAsked) {
            // the highest was expunged just now, and we have not been told yet
            allAsked = true;
            send(session.agreement().search("UID 1:*"), Patience.WHILE_HEARD);
        } else {
            highFound(found.max());
        }
    }

    private void begin() {
        session.deliveries.begin(session.connection().folder().uidValidity(), high, found);
        session.proceed();
    }
}
