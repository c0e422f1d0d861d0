package org.camelpush.cops.session;

/** No further connection is made, for so it was configured. Whatever is asked fails at once. */
final class PepFailed extends PepState {

    private final String why;

    PepFailed(PepSession session, String why) {
        super(session);
        this.why = why;
    }

    @Override
    void enter() {
        session.requests().failWith(PepFailure.of(PepFailure.Kind.DISCONNECTED, why));
    }
}
