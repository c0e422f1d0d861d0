package org.camelpush.imapidle.session;

import java.time.Duration;

/** No connection: another folder's session tells what is new, and lends its connection when there is something to do. */
final class Lodging extends SessionState {

    Lodging(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        Guest guest = session.guest();
        if (!guest.isWatched()) {
            return SessionPhase.QUEUED;
        }
        if (session.isSuspended()) {
            return SessionPhase.SUSPENDED;
        }
        return guest.isPushed() ? SessionPhase.IDLE : SessionPhase.POLLING;
    }

    @Override
    void enter() {
        Connection connection = session.connection();
        if (connection.isLent()) {
            session.guest().leaves();
            connection.giveBack();
        }
        session.guest().paused();
        Duration pause = connection.pace().lookPause();
        session.stateTimer(pause.isZero() ? session.settings.reconcileInterval() : pause);
    }

    /** As with a connection of its own: look now and then, whatever is announced. */
    @Override
    void timer() {
        session.guest().paused();
        session.connection().folder().searchDue();
        session.stateTimer(session.settings.reconcileInterval());
    }

    @Override
    void reconsider() {
        Planner.Step next = session.nextStep();
        if (next == Planner.Step.LOG_OUT) {
            session.end();
        } else if (next == Planner.Step.SETTLE || next == Planner.Step.POSITION || next.isWork()) {
            session.guest().want();
        }
    }

    @Override
    void lost(Failure failure) {
        // there is nothing to lose
    }
}
