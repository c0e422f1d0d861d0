package org.camelpush.imapidle.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/** Asks the server to tell of news in the folders that share this connection (RFC 5465), and goes on where it will not. */
final class Notifying extends SessionState {

    /** RFC 9051 §4: longer lines may not be taken. */
    private static final int MAX_LINE = 8_000;

    private List<String> asked;
    private final Set<String> told = new HashSet<>();
    private boolean overflown;

    Notifying(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return session.connection().folder().isOpen() ? SessionPhase.WORKING : SessionPhase.LOGGING_IN;
    }

    @Override
    void enter() {
        List<String> folders = session.company().guests();
        asked = folders;
        Agreement agreement = session.agreement();
        if (folders.isEmpty() || !agreement.capabilities().has("NOTIFY")) {
            agreement.notifiedOf(null);
            goOn();
            return;
        }
        Command command = Command.notifyOf(folders, agreement.capabilities());
        if (command.text().length() > MAX_LINE) {
            agreement.notifiedOf(null);
            goOn();
        } else {
            send(command, Patience.STRICT);
        }
    }

    /** RFC 5465 §3.1: comes of each folder that is watched from here on, and of no other. */
    @Override
    public void mailboxStatus(Response.MailboxStatus response) {
        super.mailboxStatus(response);
        asked.stream().filter(response::isOf).forEach(told::add);
    }

    @Override
    public void status(Response.Status response) {
        super.status(response);
        overflown |= response.code().is("NOTIFICATIONOVERFLOW");
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk() && Refusals.isThrottled(response.text())) {
            refused(Failure.Kind.LIMIT, "The server refused NOTIFY", response);
            return;
        }
        session.agreement().notifiedOf(response.isOk() && !overflown ? new Notified(asked, told) : null);
        goOn();
    }

    private void goOn() {
        session.agreement().settled();
        if (session.connection().folder().isOpen()) {
            session.proceed();
        } else {
            session.become(new Selecting(session));
        }
    }
}
