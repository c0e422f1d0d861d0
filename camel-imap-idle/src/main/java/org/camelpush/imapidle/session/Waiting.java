package org.camelpush.imapidle.session;

/** Nothing to do and no IDLE: waits for the next poll, or until IDLE may be tried again. */
final class Waiting extends SessionState {

    Waiting(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.POLLING;
    }

    @Override
    void enter() {
        session.stateTimer(
                session.connection().canPush()
                        ? session.connection().pace().idleWait(session.now())
                        : session.settings.pollInterval());
        session.watched();
    }

    /** A search finds what there is with every server; some do not tell what is new after NOOP. */
    @Override
    void timer() {
        if (session.connection().canPush()) {
            session.proceed();
        } else if (session.ledger().room() > 0) {
            session.become(new Looking(session));
        } else {
            session.become(new Probing(session));
        }
    }

    /** Only an answer shows that the connection is still there. */
    @Override
    void networkChanged() {
        if (session.connection().canPush()) {
            session.become(new Probing(session)); // it is not yet time for IDLE
        } else {
            timer();
        }
    }

    @Override
    void reconsider() {
        if (session.nextStep() != Planner.Step.WAIT) {
            session.proceed();
        }
    }

    @Override
    boolean isAtRest() {
        return true;
    }
}
