package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Fetches what was announced in one round trip, without asking for its identifiers first: the next ones in order. The
 * range is bounded, and cannot bring back an old mail as {@code n:*} would. That none was left out is shown by the
 * numbers of the messages that came: they must follow those of the known ones without a gap. Where they do not, a search
 * follows.
 */
final class FetchingNews extends SessionState {

    private final UidSet came = new UidSet();
    private final UidSet numbers = new UidSet();
    private final SelectedFolder folder;
    private boolean renumbered;
    private long first;
    private long last;

    FetchingNews(MailboxSession session) {
        super(session);
        folder = session.connection.folder();
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        first = session.ledger().high() + 1;
        last = session.ledger().high() + session.ledger().room();
        send(Command.uidFetch(first + ":" + last), Patience.WHILE_HEARD);
    }

    @Override
    public void fetch(Response.Fetch response) {
        long uid = response.mail().uid();
        if (response.mail().body() != null && uid >= first && uid <= last && !came.contains(uid)) {
            came.add(uid);
            if (response.number() > 0) {
                numbers.add(response.number());
            }
            session.deliveries.take(response.mail());
        } else {
            super.fetch(response);
        }
    }

    @Override
    public void expunge(Response.Expunge response) {
        super.expunge(response);
        renumbered = true;
    }

    @Override
    void answered(Response.Tagged response) {
        if (response.isOk() && !renumbered && !folder.isSearchDue() && isWithoutGap()) {
            session.ledger().advance(came.max());
            folder.fetchedNews(came.size());
        } else {
            folder.searchDue();
        }
        session.connection.pace().fetched(session.now());
        session.proceed();
    }

    private boolean isWithoutGap() {
        long next = folder.known() + 1;
        long count = came.size();
        return count > 0 && numbers.size() == count && numbers.contains(next) && numbers.max() == next + count - 1;
    }
}
