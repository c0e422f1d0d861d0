package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Condition;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.UidSet;

/** Fetches mails whose identifiers are known, the lowest first; with one command for each run of which as much is wanted. */
final class Fetching extends SessionState {

    private final Portions portions;
    private UidSet requested;
    private boolean cameAny;

    Fetching(MailboxSession session) {
        this(
                session,
                new Portions(session.connection().selection())
                        .add(session.ledger().nextToFetch(session.ledger().room())));
    }

    /** Fetches mails of which it is known how much is wanted. */
    Fetching(MailboxSession session, Portions portions) {
        super(session);
        this.portions = portions;
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        requested = portions.next();
        send(session.connection().fetch(requested.toString(), portions.download()), Patience.WHILE_HEARD);
    }

    @Override
    public void fetch(Response.Fetch response) {
        if (response.mail().brings(portions.download())
                && requested.remove(response.mail().uid())) {
            cameAny = true;
            session.deliveries.take(response.mail());
        } else {
            super.fetch(response);
        }
    }

    @Override
    void answered(Response.Tagged response) {
        if (isRefusal(response, !cameAny)) {
            refused(Failure.Kind.PROTOCOL, "The server refused FETCH", response);
            return;
        }
        // OK or NO: what did not come is gone, or could not be read just now (RFC 9051 §6.4.5)
        session.ledger().notSent(requested);
        session.connection().pace().fetched(session.now());
        goOn(session, portions);
    }

    /** Fetches what is left of these mails, unless there is something more important to do. */
    static void goOn(MailboxSession session, Portions portions) {
        if (portions.isEmpty()
                || session.isStopping()
                || session.isSuspended()
                || session.moving().isDue()) {
            session.proceed();
        } else {
            session.become(new Fetching(session, portions));
        }
    }

    /** True when the server will not have such a command at all. */
    static boolean isRefusal(Response.Tagged response, boolean cameNone) {
        boolean limit = cameNone && Refusals.isLimit(response.code(), response.text());
        return response.condition() == Condition.BAD || !response.isOk() && limit;
    }
}
