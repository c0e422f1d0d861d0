package org.camelpush.imapidle.session;

/** No network may be used: there is no connection, and none is tried, until the session is moved to where it may. */
final class Offline extends SessionState {

    Offline(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.OFFLINE;
    }

    @Override
    void enter() {}
}
