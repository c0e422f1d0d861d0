package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Asks for every identifier beyond the known ones: after a reconnect, when in doubt, and now and then. Where only some
 * mails are wanted, a second search says which, so that the position passes the others too.
 */
final class Looking extends SessionState {

    private final UidSet found = new UidSet();
    private final SelectedFolder folder;
    private final UidSet wanted = new UidSet();
    private boolean telling;
    private long high;
    private boolean announced;

    Looking(MailboxSession session) {
        super(session);
        folder = session.connection().folder();
    }

    @Override
    SessionPhase phase() {
        return announced || session.connection().canPush() ? SessionPhase.SYNCHRONIZING : SessionPhase.POLLING;
    }

    @Override
    void enter() {
        high = session.ledger().high();
        announced = folder.hasNews() || folder.isSearchDue();
        if (!announced) {
            session.deliveries.noticed(session.now());
        }
        folder.searching();
        send(session.agreement().search("UID " + (high + 1) + ":*"), Patience.WHILE_HEARD);
    }

    @Override
    public void search(Response.Search response) {
        if (telling) {
            wanted.addAll(response.found());
            return;
        }
        announced |= folder.hasNews();
        found.addAll(response.found());
        found.removeThrough(high); // RFC 9051 §9: n:* holds the last message even where it is lower than n
        folder.found(found.size());
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk()) {
            String what = telling ? "The server refused the search for searchTerm" : "The server refused a search";
            refused(Failure.Kind.PROTOCOL, what, response);
        } else if (!session.settings.events().messages()) {
            learn(wanted); // none
        } else if (!telling && !found.isEmpty() && session.settings.selection().isSearched()) {
            telling = true;
            String range = (high + 1) + ":" + found.max();
            send(
                    session.agreement()
                            .search(
                                    range,
                                    "",
                                    session.settings.selection().searchKey().get()),
                    Patience.WHILE_HEARD);
        } else {
            learn(telling ? wanted : found);
        }
    }

    private void learn(UidSet toDeliver) {
        folder.searched();
        int news = session.ledger().learn(found, toDeliver);
        if (announced) {
            folder.announced(news);
            pauseWhenFruitless();
        } else {
            if (session.connection().canPush()) {
                session.tally.missedByPush += news;
            }
            session.connection().reconcileAfter(session.settings.reconcileInterval());
        }
        session.proceed();
    }

    private void pauseWhenFruitless() {
        Pace pace = session.connection().pace();
        pace.looked(folder.fruitless(), session.settings.pollInterval(), session.now());
        Duration pause = pace.lookPause();
        session.connection().reconcileAfter(pause.isZero() ? session.settings.reconcileInterval() : pause);
    }
}
