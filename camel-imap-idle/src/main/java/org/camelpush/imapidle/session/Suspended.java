package org.camelpush.imapidle.session;

/** Connected and silent: nothing is delivered; a NOOP now and then keeps the connection. */
final class Suspended extends SessionState {

    Suspended(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.SUSPENDED;
    }

    @Override
    void enter() {
        session.stateTimer(session.connection().idleRenewal());
        session.watched();
    }

    @Override
    void timer() {
        session.become(new Probing(session));
    }

    /** Only an answer shows that the connection is still there. */
    @Override
    void networkChanged() {
        timer();
    }

    @Override
    void reconsider() {
        if (session.nextStep() != Planner.Step.SUSPEND) {
            session.proceed();
        }
    }

    @Override
    boolean isAtRest() {
        return true;
    }
}
