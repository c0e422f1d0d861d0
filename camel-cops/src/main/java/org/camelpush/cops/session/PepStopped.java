package org.camelpush.cops.session;

/** The end. Whatever is asked fails at once. */
final class PepStopped extends PepState {

    private static final PepFailure WHY = PepFailure.of(PepFailure.Kind.STOPPED, "this side was stopped");

    PepStopped(PepSession session) {
        super(session);
    }

    @Override
    void enter() {
        session.requests().failAll(WHY);
    }

    @Override
    PepFailure refusal() {
        return WHY;
    }
}
