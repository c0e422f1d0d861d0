package org.camelpush.cops.session;

/** At least one client type is accepted. */
final class PepOpen extends PepState {

    PepOpen(PepSession session) {
        super(session);
    }

    /** Those that are still unanswered have the same time again. */
    @Override
    void enter() {
        session.line().opened();
        session.stateTimer(session.settings().openTimeout());
    }

    @Override
    void wanted(int clientType) {
        session.clients().open(clientType);
        session.stateTimer(session.settings().openTimeout());
    }

    @Override
    void timer() {
        session.clients().unanswered();
    }

    @Override
    boolean isConnected() {
        return true;
    }
}
