package org.camelpush.cops.session;

/** The end. Whatever is asked fails at once. */
final class PepStopped extends PepState {

    PepStopped(PepSession session) {
        super(session);
    }

    @Override
    void enter() {
        session.requests().failWith(PepFailure.of(PepFailure.Kind.STOPPED, "this side was stopped"));
    }
}
