package org.camelpush.cops.session;

/** No network may be used: there is no connection, and none is tried before the next redial. What is asked waits. */
final class PepOffline extends PepState {

    PepOffline(PepSession session) {
        super(session);
    }

    @Override
    void enter() {
        session.report(new PepEvent.Offline());
    }
}
