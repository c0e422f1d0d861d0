package org.camelpush.imapidle.session;

/** No further connection is made, until somebody asks for one. */
final class Failed extends SessionState {

    Failed(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.FAILED;
    }

    @Override
    void enter() {}
}
