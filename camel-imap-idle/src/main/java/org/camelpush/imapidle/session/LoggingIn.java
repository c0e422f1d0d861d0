package org.camelpush.imapidle.session;

import java.util.List;
import java.util.Optional;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.OAuthChallenge;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.Sasl;

/** Logs in by the mechanism that user and server have in common; credentials are asked for each time. */
final class LoggingIn extends SessionState {

    /** What does not fit into one line that every server takes with the command (RFC 4959 §3) goes in a line of its own. */
    private static final int MAX_INITIAL_RESPONSE = 2_000;

    private AuthMechanism mechanism;
    private String secret = "";
    private OAuthChallenge challenge;

    LoggingIn(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return SessionPhase.LOGGING_IN;
    }

    @Override
    void enter() {
        session.connection().expectWithin(session.settings.connectTimeout());
        session.effects.add(
                new SessionEffect.AskCredentials(session.connection().generation()));
    }

    @Override
    void credentials(String user, String password) {
        Capabilities can = session.agreement().capabilities();
        Optional<AuthMechanism> chosen = session.settings.dialect().choose(can);
        if (chosen.isEmpty()) {
            lost(new Failure(
                    Failure.Kind.AUTHENTICATION, session.settings.dialect().words(can)));
            return;
        }
        mechanism = chosen.get();
        secret = password;
        switch (mechanism) {
            case PLAIN -> authenticate(Sasl.plain(user, password));
            case XOAUTH2 -> authenticate(Sasl.xoauth2(user, password));
            case OAUTHBEARER -> authenticate(Sasl.oauthBearer(user, password));
            case AUTO, LOGIN -> login(user, password);
        }
    }

    private void authenticate(String response) {
        boolean atOnce = session.agreement().capabilities().has("SASL-IR") && response.length() <= MAX_INITIAL_RESPONSE;
        if (atOnce) {
            send(Command.authenticate(mechanism.name(), response), Patience.STRICT);
        } else {
            send(List.of(Command.authenticate(mechanism.name()), Command.saslResponse(response)), Patience.STRICT);
        }
    }

    private void login(String user, String password) {
        List<Command> lines;
        boolean atOnce = session.agreement().mayPushLiterals();
        try {
            lines = Command.login(user, password, atOnce);
        } catch (IllegalArgumentException unsendable) {
            lost(new Failure(Failure.Kind.AUTHENTICATION, unsendable.getMessage()));
            return;
        }
        if (!atOnce) {
            send(lines, Patience.STRICT);
            return;
        }
        send(lines.get(0), Patience.STRICT);
        lines.stream().skip(1).forEach(session.connection()::sendUntagged);
    }

    @Override
    public void continuation(Response.Continuation response) {
        if (hasMoreLines()) {
            super.continuation(response);
        } else if (mechanism != null && mechanism.isToken() && challenge == null) {
            // the token is not taken: this is why, and the server says NO when it has an answer to it
            challenge = OAuthChallenge.of(response.text());
            session.connection()
                    .sendUntagged(mechanism == AuthMechanism.OAUTHBEARER ? Command.OAUTHBEARER_ABORT : Command.EMPTY);
        }
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk()) {
            boolean token = mechanism.isToken();
            refused(token ? Failure.Kind.TOKEN : Failure.Kind.AUTHENTICATION, refusal(), response);
            return;
        }
        session.agreement().loggedIn(mechanism);
        if (response.code().is("CAPABILITY")) {
            session.agreement().capabilities(Capabilities.of(response.code().argument()));
            session.become(new Negotiating(session));
        } else {
            session.become(new Discovering(session, () -> session.become(new Negotiating(session))));
        }
    }

    private String refusal() {
        if (mechanism.isToken()) {
            return "The server refused the access token" + (challenge == null ? "" : challenge.words());
        }
        Capabilities can = session.agreement().capabilities();
        boolean tokens = AuthMechanism.XOAUTH2.isOffered(can) || AuthMechanism.OAUTHBEARER.isOffered(can);
        boolean guessed = session.settings.dialect().mechanism() == AuthMechanism.AUTO;
        return "The server refused the login"
                + (guessed && tokens ? " (for an access token set authMechanism to XOAUTH2 or OAUTHBEARER)" : "");
    }

    /** Whatever a server says: it must not make us show what was sent to it. */
    @Override
    void lost(Failure failure) {
        super.lost(
                secret.isEmpty()
                        ? failure
                        : new Failure(failure.kind(), failure.text().replace(secret, "***")));
    }
}
