package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** AUTHENTICATE PLAIN (RFC 4616) where the server has it, else LOGIN; credentials are asked for each time. */
final class LoggingIn extends SessionState {

    private Command saslResponse;

    LoggingIn(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.LOGGING_IN;
    }

    @Override
    void enter() {
        session.connection.expectWithin(session.settings.connectTimeout());
        session.effects.add(new SessionEffect.AskCredentials(session.connection.generation()));
    }

    @Override
    void credentials(String user, String password) {
        Capabilities can = session.connection.capabilities();
        if (can.has("AUTH=PLAIN") && can.has("SASL-IR")) {
            send(Command.authenticatePlain(user, password), Patience.STRICT);
        } else if (can.has("AUTH=PLAIN")) {
            saslResponse = Command.plainResponse(user, password);
            send(Command.AUTHENTICATE_PLAIN, Patience.STRICT);
        } else if (can.has("LOGINDISABLED")) {
            lost(new Failure(
                    Failure.Kind.AUTHENTICATION, "The server offers neither AUTHENTICATE PLAIN nor LOGIN here"));
        } else {
            login(user, password);
        }
    }

    private void login(String user, String password) {
        try {
            send(Command.login(user, password), Patience.STRICT);
        } catch (IllegalArgumentException unsendable) {
            lost(new Failure(Failure.Kind.AUTHENTICATION, unsendable.getMessage()));
        }
    }

    @Override
    public void continuation(Response.Continuation response) {
        if (saslResponse != null) {
            session.connection.sendUntagged(saslResponse);
            saslResponse = null;
        }
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk()) {
            refused(Failure.Kind.AUTHENTICATION, "The server refused the login", response);
        } else if (response.code().is("CAPABILITY")) {
            session.connection.capabilities(Capabilities.of(response.code().argument()));
            session.become(new Selecting(session));
        } else {
            session.become(new Discovering(session, () -> session.become(new Selecting(session))));
        }
    }
}
