package org.camelpush.imapidle.session;

import java.time.Duration;

/** Waits before the next connection. */
final class BackingOff extends SessionState {

    private final Duration delay;

    BackingOff(MailboxSession session, Duration delay) {
        super(session);
        this.delay = delay;
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.BACKING_OFF;
    }

    @Override
    void enter() {
        session.stateTimer(delay);
    }

    @Override
    void timer() {
        session.become(session.isPositionKnown() ? new Connecting(session) : new Loading(session));
    }
}
