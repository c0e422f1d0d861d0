package org.camelpush.cops.session;

/** The connection stands, and no client type is accepted yet (RFC 2748 §4.3). */
final class PepOpening extends PepState {

    PepOpening(PepSession session) {
        super(session);
    }

    @Override
    void enter() {
        session.stateTimer(session.settings().openTimeout());
        session.clients().openAll();
    }

    @Override
    void wanted(int clientType) {
        session.clients().open(clientType);
    }

    @Override
    void accepted() {
        session.become(new PepOpen(session));
    }

    @Override
    void timer() {
        session.abandon("the PDP does not answer OPN");
    }

    @Override
    boolean isConnected() {
        return true;
    }
}
