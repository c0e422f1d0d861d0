package org.camelpush.cops.session;

/** The connection is being made (RFC 2748 §2.3). */
final class PepConnecting extends PepState {

    PepConnecting(PepSession session) {
        super(session);
    }

    @Override
    void enter() {
        session.line().connect();
        session.stateTimer(session.settings().connectTimeout());
    }

    @Override
    void connected() {
        session.become(new PepOpening(session));
    }

    @Override
    void timer() {
        session.abandon("no connection in time");
    }
}
