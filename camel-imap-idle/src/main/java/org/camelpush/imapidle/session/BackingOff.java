package org.camelpush.imapidle.session;

import java.time.Duration;

/** Waits before the next connection. */
final class BackingOff extends SessionState {

    private final long delay;

    BackingOff(MailboxSession session, long delay) {
        super(session);
        this.delay = delay;
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.BACKING_OFF;
    }

    @Override
    void enter() {
        session.stateTimer(Duration.ofNanos(delay));
    }

    @Override
    void timer() {
        session.recovery().connect();
    }

    /** Not where the server asked to be left alone, or refused the account. */
    @Override
    void networkChanged() {
        if (session.recovery().outage().lastFailure().isOfNetwork()) {
            session.recovery().connect();
        }
    }
}
