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
        session.connection.ask(how);
    }

    @Override
    void turnCame() {
        session.become(new Connecting(session));
    }
}
