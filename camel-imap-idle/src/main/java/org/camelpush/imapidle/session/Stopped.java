package org.camelpush.imapidle.session;

/** Not started, or at the end. */
final class Stopped extends SessionState {

    Stopped(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.STOPPED;
    }

    @Override
    void enter() {}

    @Override
    void lost(Failure failure) {}
}
