package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Fetches what was announced in one round trip, without asking for its identifiers first: the next ones in order. The
 * range is bounded, and cannot bring back an old mail as {@code n:*} would. That none was left out is shown by the
 * numbers of the messages that came: they must follow those of the known ones without a gap. Where they do not, a search
 * follows. Where their size decides how much of them comes down, only that is asked for first.
 */
final class FetchingNews extends SessionState {

    private final UidSet came = new UidSet();
    private final UidSet numbers = new UidSet();
    private final SelectedFolder folder;
    private final boolean bySize;
    private final Download download;
    private final Portions portions;
    private boolean renumbered;
    private long first;
    private long last;

    FetchingNews(MailboxSession session) {
        super(session);
        Selection selection = session.connection().selection();
        folder = session.connection().folder();
        bySize = selection.isBySize();
        download = bySize ? Download.NONE : selection.download();
        portions = new Portions(selection);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        first = session.ledger().high() + 1;
        last = session.ledger().high() + session.ledger().room();
        send(session.connection().fetch(first + ":" + last, download), Patience.WHILE_HEARD);
    }

    @Override
    public void fetch(Response.Fetch response) {
        long uid = response.mail().uid();
        if (response.mail().brings(download) && uid >= first && uid <= last && !came.contains(uid)) {
            came.add(uid);
            if (response.number() > 0) {
                numbers.add(response.number());
            }
            take(response.mail());
        } else {
            super.fetch(response);
        }
    }

    private void take(FetchedMail mail) {
        if (bySize) {
            portions.add(mail);
        } else {
            session.deliveries.take(mail);
        }
    }

    @Override
    public void expunge(Response.Expunge response) {
        super.expunge(response);
        renumbered = true;
    }

    @Override
    public void vanished(Response.Vanished response) {
        super.vanished(response);
        renumbered |= !response.earlier();
    }

    @Override
    void answered(Response.Tagged response) {
        session.connection().pace().fetched(session.now());
        if (response.isOk() && !renumbered && !folder.isSearchDue() && isWithoutGap()) {
            session.changes().followed(first, came, folder.known());
            folder.fetchedNews(came.size());
            if (bySize) {
                session.ledger().learn(came, came);
                Fetching.goOn(session, portions);
                return;
            }
            session.ledger().advance(came.max());
        } else {
            folder.searchDue();
        }
        session.proceed();
    }

    private boolean isWithoutGap() {
        long next = folder.known() + 1;
        long count = came.size();
        return count > 0 && numbers.size() == count && numbers.contains(next) && numbers.max() == next + count - 1;
    }
}
