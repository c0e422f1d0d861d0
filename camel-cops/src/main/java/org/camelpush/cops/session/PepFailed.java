package org.camelpush.cops.session;

/** No further connection is made, for so it was configured. Whatever is asked fails at once. */
final class PepFailed extends PepState {

    private final PepFailure why;

    PepFailed(PepSession session, String why) {
        super(session);
        this.why = PepFailure.of(PepFailure.Kind.DISCONNECTED, why);
    }

    @Override
    void enter() {
        session.requests().failAll(why);
    }

    @Override
    PepFailure refusal() {
        return why;
    }
}
