package org.camelpush.imapidle.session;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Condition;
import org.camelpush.imapidle.protocol.Response;
import org.camelpush.imapidle.protocol.ResponseCode;
import org.camelpush.imapidle.protocol.UidSet;

/**
 * One state of a session. A subclass overrides what matters in it; what is left means "no matter here". A state is
 * entered once and then thrown away.
 */
abstract class SessionState implements Response.Handler {

    final MailboxSession session;
    private String awaitedTag;
    private Queue<Command> rest;

    SessionState(MailboxSession session) {
        this.session = session;
    }

    abstract SessionPhase phase();

    /** Does what the state is for. */
    abstract void enter();

    /** Called after every input: a state that rests may find that there is work. */
    void reconsider() {}

    /** True while the folder is watched and the connection can be left at any moment. */
    boolean isAtRest() {
        return false;
    }

    void cursorLoaded(Cursor cursor) {}

    void cursorUnavailable(String reason) {}

    /** It may connect now. */
    void turnCame() {}

    void connected() {}

    void secured() {}

    void credentials(String user, String password) {}

    /** The state's own timer. */
    void timer() {}

    /** A state that waits for time to pass need not wait any longer. */
    void networkChanged() {}

    void lost(Failure failure) {
        session.recovery().lost(failure);
    }

    /** The server said no to what the connection cannot do without. */
    final void refused(Failure.Kind kind, String what, Response.Tagged response) {
        Failure.Kind actual = kind(response.code(), response.text(), kind);
        String hint = actual == Failure.Kind.LIMIT ? Refusals.NO_ROOM : "";
        Failure failure = new Failure(actual, what + ": " + response.text() + hint);
        if (actual == Failure.Kind.LIMIT || !session.guest().isVisiting()) {
            lost(failure);
        } else {
            session.recovery().visitRefused(failure);
        }
    }

    /** The answer to the command of this state. */
    void answered(Response.Tagged response) {}

    /** Sends the command whose answer ends this state's work. */
    final void send(Command command, Patience patience) {
        awaitedTag = session.connection().sendTagged(command);
        rest = null;
        session.connection().expectAnswer(patience);
    }

    /** Sends a command of several lines; the server asks for each but the first. */
    final void send(List<Command> lines, Patience patience) {
        send(lines.get(0), patience);
        rest = new ArrayDeque<>(lines.subList(1, lines.size()));
    }

    @Override
    public final void tagged(Response.Tagged response) {
        if (response.tag().equals(Command.DONE.text())) {
            return; // our DONE crossed the server's own end of IDLE, and was taken for the tag of a command
        }
        if (!response.tag().equals(awaitedTag)) {
            lost(new Failure(Failure.Kind.PROTOCOL, "The server answered a command that was not sent"));
            return;
        }
        awaitedTag = null;
        rest = null;
        session.connection().answerCame();
        answered(response);
    }

    /** The server waits for the next line of the command (RFC 9051 §7.6). */
    @Override
    public void continuation(Response.Continuation response) {
        if (hasMoreLines()) {
            session.connection().sendUntagged(rest.remove());
        }
    }

    /** True while lines of the command are left that the server has not asked for. */
    final boolean hasMoreLines() {
        return rest != null && !rest.isEmpty();
    }

    @Override
    public void status(Response.Status response) {
        if (response.condition() == Condition.BYE) {
            Failure.Kind kind = kind(response.code(), response.text(), Failure.Kind.BYE);
            lost(new Failure(kind, "The server said goodbye: " + response.text()));
        } else if (response.code().is("CAPABILITY")) {
            session.agreement().capabilities(Capabilities.of(response.code().argument()));
        } else if (response.code().is("ALERT")) {
            session.effects.report(new SessionEvent.Alert(response.text()));
        } else if (response.code().is("NOTIFICATIONOVERFLOW")) {
            session.agreement().notifiedOf(null); // RFC 5465 §5.8: the server tells of nothing any more
        }
    }

    private Failure.Kind kind(ResponseCode code, String text, Failure.Kind usual) {
        if (Refusals.isLimit(code, text)) {
            return Failure.Kind.LIMIT;
        }
        return session.agreement().isByToken() && Refusals.isExpired(code, text) ? Failure.Kind.TOKEN : usual;
    }

    @Override
    public void capability(Response.Capability response) {
        session.agreement().capabilities(response.capabilities());
    }

    @Override
    public void enabled(Response.Enabled response) {
        if (response.capabilities().has("IMAP4REV2")) {
            session.agreement().enabledRev2();
        }
        if (response.capabilities().has("QRESYNC")) {
            session.agreement().enabledQresync();
        }
    }

    @Override
    public void id(Response.Id response) {
        session.agreement().software(response.software());
    }

    @Override
    public void exists(Response.Exists response) {
        session.connection().folder().exists(response.count());
        session.deliveries.noticed(session.now());
    }

    @Override
    public void expunge(Response.Expunge response) {
        if (session.connection().folder().expunge(response.number()) && !session.isBesideActive()) {
            session.changes().expunged(response.number());
        }
    }

    /** RFC 7162 §3.2.10; of a server that was not told to speak so it means nothing. */
    @Override
    public void vanished(Response.Vanished response) {
        if (!session.agreement().isQresync()) {
            return;
        }
        if (!response.earlier()) {
            UidSet below = response.uids().copy();
            below.removeBeyond(session.ledger().high());
            session.connection().folder().vanished(response.uids().size(), below.size());
        }
        if (!session.isBesideActive()) {
            session.changes().vanished(response.uids(), response.earlier());
        }
    }

    @Override
    public void mailboxStatus(Response.MailboxStatus response) {
        if (session.company().isHost() || session.guest().isVisiting()) {
            session.effects.share(new SharingNote.News(response));
        }
    }

    @Override
    public void search(Response.Search response) {}

    @Override
    public void fetch(Response.Fetch response) {
        session.connection().folder().mentioned(response.number());
        if (!session.isBesideActive()) {
            session.changes().mentioned(response.number(), response.mail());
        }
        session.effects.release(response.mail().body());
    }
}
