package org.camelpush.imapidle.session;

/** Waits for the position that was saved last; without it nothing is delivered. */
final class Loading extends SessionState {

    Loading(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.LOADING;
    }

    @Override
    void enter() {
        session.effects.add(new SessionEffect.LoadCursor());
    }

    @Override
    void cursorLoaded(Cursor cursor) {
        session.deliveries.restore(cursor);
        session.recovery().connect();
    }

    @Override
    void cursorUnavailable(String reason) {
        session.recovery()
                .retryOrFail(new Failure(Failure.Kind.POSITION, "The saved position cannot be read: " + reason));
    }
}
