package org.camelpush.cops.session;

import java.util.List;

/** The connection is being made (RFC 2748 §2.3), or it is asked to whom. */
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
    void discovered(List<SrvRecord> records) {
        session.line().found(records);
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
