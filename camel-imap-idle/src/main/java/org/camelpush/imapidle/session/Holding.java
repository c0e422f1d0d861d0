package org.camelpush.imapidle.session;

/** Keeps the folder open on a connection that cannot push, until the session has moved to it. */
final class Holding extends SessionState {

    Holding(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.SYNCHRONIZING;
    }

    @Override
    void enter() {
        session.watched();
    }

    @Override
    void reconsider() {
        if (session.nextStep() != Planner.Step.HOLD) {
            session.proceed();
        }
    }
}
