package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Fetches what was announced in one round trip, without asking for its identifiers first: the next ones in order. The
 * range is bounded, and cannot bring back an old mail as {@code n:*} would. Where it brings less than was announced, a
 * search follows.
 */
final class FetchingNews extends SessionState {

    private final UidSet came = new UidSet();
    private long expected;
    private long first;
    private long last;

    FetchingNews(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        expected = session.folder().expected();
        first = session.ledger().high() + 1;
        last = session.ledger().high() + session.ledger().room();
        send(Command.uidFetch(first + ":" + last), Patience.WHILE_HEARD);
    }

    @Override
    public void fetch(Response.Fetch response) {
        long uid = response.mail().uid();
        if (response.mail().body() != null && uid >= first && uid <= last && !came.contains(uid)) {
            came.add(uid);
            session.take(response.mail());
        } else {
            super.fetch(response);
        }
    }

    @Override
    void answered(Response.Tagged response) {
        if (response.isOk() && !came.isEmpty() && came.size() >= expected) {
            session.ledger().advance(came.max());
            session.folder().fetchedNews((int) came.size());
        } else {
            session.folder().searchDue();
        }
        session.proceed();
    }
}
