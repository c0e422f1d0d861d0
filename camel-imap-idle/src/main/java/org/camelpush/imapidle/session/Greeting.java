package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Condition;
import org.camelpush.imapidle.protocol.Response;

/** Waits for the server's first words, RFC 9051 §7.1. */
final class Greeting extends SessionState {

    Greeting(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.CONNECTING;
    }

    @Override
    void enter() {}

    @Override
    public void status(Response.Status greeting) {
        super.status(greeting);
        if (greeting.condition() == Condition.OK) {
            goOn(this::secureOrLogIn);
        } else if (greeting.condition() == Condition.PREAUTH) {
            preauthenticated();
        } else if (greeting.condition() != Condition.BYE) {
            lost(new Failure(Failure.Kind.PROTOCOL, "The server's greeting is none of IMAP"));
        }
    }

    /** RFC 9051 §11.1: after PREAUTH there is no STARTTLS any more, which is what an attacker would want. */
    private void preauthenticated() {
        if (session.connection().startsTls()) {
            lost(new Failure(
                    Failure.Kind.SECURITY,
                    "The server logged us in by itself (PREAUTH), so that TLS cannot be started;"
                            + " use imaps-idle, or startTls=false if clear text is acceptable here"));
        } else {
            goOn(() -> session.become(new Negotiating(session)));
        }
    }

    private void goOn(Runnable next) {
        session.connection().reached();
        if (session.agreement().capabilities().equals(Capabilities.NONE)) {
            session.become(new Discovering(session, next));
        } else {
            next.run();
        }
    }

    private void secureOrLogIn() {
        if (!session.connection().startsTls()) {
            session.become(new LoggingIn(session));
        } else if (session.agreement().capabilities().has("STARTTLS")) {
            session.become(new StartingTls(session));
        } else {
            lost(new Failure(
                    Failure.Kind.SECURITY,
                    "The server does not offer STARTTLS, so no password is sent;"
                            + " use imaps-idle, or startTls=false if clear text is acceptable here"));
        }
    }
}
