package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * Finds out which mails there are, so that a mail that goes or changes can be named. Certain only where their numbers
 * follow one another, and none went meanwhile.
 */
final class Mapping extends SessionState {

    private final UidSet found = new UidSet();
    private final UidSet numbers = new UidSet();
    private final KnownMails known;
    private long first;
    private long last;
    private boolean renumbered;
    private boolean tooMany;

    Mapping(MailboxSession session) {
        super(session);
        known = session.changes().known();
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.SYNCHRONIZING;
    }

    @Override
    void enter() {
        first = known.first();
        last = known.last(session.ledger().high());
        boolean flags = session.changes().takeUnresolved() && first > 1;
        send(Command.uidFetchKeys(first, last, flags), Patience.WHILE_HEARD);
    }

    @Override
    public void fetch(Response.Fetch response) {
        long uid = response.mail().uid();
        if (uid >= first && uid <= last && response.number() > 0 && !tooMany) {
            found.add(uid);
            numbers.add(response.number());
            tooMany = found.ranges() > KnownMails.MAX_RANGES || numbers.ranges() > KnownMails.MAX_RANGES;
        }
        super.fetch(response);
    }

    @Override
    public void expunge(Response.Expunge response) {
        super.expunge(response);
        renumbered = true;
    }

    @Override
    public void vanished(Response.Vanished response) {
        super.vanished(response);
        found.removeAll(response.uids());
    }

    @Override
    void answered(Response.Tagged response) {
        if (tooMany) {
            session.changes().tooMany();
        } else {
            boolean certain = response.isOk() && (!known.isRanked() || !renumbered && isWithoutGap());
            session.changes().mapped(first, last, found, certain);
        }
        session.proceed();
    }

    private boolean isWithoutGap() {
        long before = known.counted();
        long count = found.size();
        return numbers.size() == count
                && (count == 0 || numbers.min() == before + 1 && numbers.max() == before + count);
    }
}
