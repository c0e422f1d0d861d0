package org.camelpush.cops.session;

/** Nobody wants anything: there is no connection. */
final class PepIdle extends PepState {

    PepIdle(PepSession session) {
        super(session);
    }

    @Override
    void enter() {}

    @Override
    void wanted(int clientType) {
        session.dial();
    }
}
