package org.camelpush.imapidle.session;

/** Waits for its turn to connect: a host is not run over by many mailboxes at once. */
final class Queued extends SessionState {

    private final TurnStep how;

    Queued(MailboxSession session, TurnStep how) {
        super(session);
        this.how = how;
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.QUEUED;
    }

    @Override
    void enter() {
        session.connection().ask(how, session.binding());
        if (session.isBesideActive()) {
            session.stateTimer(session.settings.connectTimeout());
        }
    }

    /** What is free may never come while the present connection keeps it (maxConnectionsPerHost). */
    @Override
    void timer() {
        lost(new Failure(Failure.Kind.LIMIT, "There was no turn for a second connection, in the time allowed"));
    }

    @Override
    void turnCame() {
        session.become(new Connecting(session));
    }
}
