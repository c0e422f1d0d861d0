package org.camelpush.imapidle.session;

/** One deadline covers name, TCP, TLS and greeting. */
final class Connecting extends SessionState {

    Connecting(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.CONNECTING;
    }

    @Override
    void enter() {
        session.connection().open(session.binding(), session.now());
    }

    @Override
    void connected() {
        session.become(new Greeting(session));
    }
}
