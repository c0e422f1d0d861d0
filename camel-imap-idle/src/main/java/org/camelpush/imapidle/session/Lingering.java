package org.camelpush.imapidle.session;

/**
 * Mails were fetched and are in the route: waits a moment for it, so that what the server is to be told of them does not
 * end an IDLE that has just begun.
 */
final class Lingering extends SessionState {

    Lingering(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.WORKING;
    }

    @Override
    void enter() {
        session.stateTimer(session.connection().pace().lingerWait(session.now()));
    }

    @Override
    void timer() {
        session.proceed();
    }

    @Override
    void reconsider() {
        Planner.Step next = session.nextStep();
        // IDLE while the route is at work only means that the moment is over, which is for the timer to say
        boolean over = next == Planner.Step.IDLE && !session.ledger().isQuiet();
        if (next != Planner.Step.LINGER && !over) {
            session.proceed();
        }
    }

    @Override
    boolean isAtRest() {
        return true;
    }
}
