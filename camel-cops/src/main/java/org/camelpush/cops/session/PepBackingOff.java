package org.camelpush.cops.session;

import java.time.Duration;

/** Waits before the next connection. */
final class PepBackingOff extends PepState {

    private final Duration delay;

    PepBackingOff(PepSession session, Duration delay) {
        super(session);
        this.delay = delay;
    }

    @Override
    void enter() {
        session.stateTimer(delay);
    }

    @Override
    void arrived() {
        session.become(new PepConnecting(session));
    }

    @Override
    void timer() {
        session.become(new PepConnecting(session));
    }
}
