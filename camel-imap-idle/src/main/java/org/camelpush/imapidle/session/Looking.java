package org.camelpush.imapidle.session;

import java.time.Duration;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/** Asks for every identifier beyond the known ones: after a reconnect, when in doubt, and now and then. */
final class Looking extends SessionState {

    private final UidSet found = new UidSet();
    private long high;
    private long existed;
    private boolean unannounced;

    Looking(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.SYNCHRONIZING;
    }

    @Override
    void enter() {
        high = session.ledger().high();
        existed = session.folder().exists();
        unannounced = !session.folder().hasNews() && !session.folder().isSearchDue();
        if (unannounced) {
            session.noticed();
        }
        send(Command.uidSearch("UID " + (high + 1) + ":*"), Patience.WHILE_HEARD);
    }

    @Override
    public void search(Response.Search response) {
        found.addAll(response.found());
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk()) {
            lost(new Failure(Failure.Kind.FOLDER, "The server refused a search: " + response.text()));
            return;
        }
        found.removeThrough(high); // RFC 9051 §9: n:* holds the last message even where it is lower than n
        int news = session.ledger().learn(found);
        if (unannounced && session.canPush()) {
            session.tally().missedByPush += news;
        }
        SelectedFolder folder = session.folder();
        folder.searched(existed, found.size(), news);
        Duration pollInterval = session.settings().pollInterval();
        session.pace().looked(folder.fruitless(), pollInterval, session.now());
        Duration next = session.pace().lookPause().isZero() || unannounced
                ? session.settings().reconcileInterval()
                : session.pace().lookPause();
        session.reconcileLater(next.toNanos());
        session.proceed();
    }
}
