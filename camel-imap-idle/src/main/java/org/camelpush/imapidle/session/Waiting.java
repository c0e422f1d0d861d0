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
                session.canPush()
                        ? session.pace().idleWait(session.now())
                        : session.settings().pollInterval());
        session.watched();
    }

    @Override
    void timer() {
        session.become(new Probing(session));
    }

    @Override
    void reconsider() {
        if (session.nextStep() != Planner.Step.WAIT) {
            session.proceed();
        }
    }
}
