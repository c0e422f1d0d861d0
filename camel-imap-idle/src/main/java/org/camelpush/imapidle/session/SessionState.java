package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Condition;
import org.camelpush.imapidle.protocol.Response;

/**
 * One state of a session. A subclass overrides what matters in it; what is left means "no matter here". A state is
 * entered once and then thrown away.
 */
abstract class SessionState implements Response.Handler {

    final MailboxSession session;
    private String awaitedTag;

    SessionState(MailboxSession session) {
        this.session = session;
    }

    abstract SessionPhase phase();

    /** Does what the state is for. */
    abstract void enter();

    /** Called after every input: a state that rests may find that there is work. */
    void reconsider() {}

    void cursorLoaded(Cursor cursor) {}

    void cursorUnavailable(String reason) {}

    void connected() {}

    void secured() {}

    void credentials(String user, String password) {}

    /** The state's own timer. */
    void timer() {}

    void lost(Failure failure) {
        session.connectionLost(failure);
    }

    /** The answer to the command of this state. */
    void answered(Response.Tagged response) {}

    /** Sends the command whose answer ends this state's work. */
    final void send(Command command, Patience patience) {
        awaitedTag = session.sendTagged(command);
        session.expectAnswer(patience);
    }

    final boolean awaitsAnswer() {
        return awaitedTag != null;
    }

    @Override
    public final void tagged(Response.Tagged response) {
        if (!response.tag().equals(awaitedTag)) {
            lost(new Failure(Failure.Kind.PROTOCOL, "The server answered a command that was not sent"));
            return;
        }
        awaitedTag = null;
        session.answerCame();
        answered(response);
    }

    @Override
    public void continuation(Response.Continuation response) {}

    @Override
    public void status(Response.Status response) {
        if (response.condition() == Condition.BYE) {
            lost(new Failure(byeKind(response), "The server said goodbye: " + response.text()));
        } else if (response.code().is("CAPABILITY")) {
            session.capabilities(Capabilities.of(response.code().argument()));
        } else if (response.code().is("ALERT")) {
            session.report(new SessionEvent.Alert(response.text()));
        }
    }

    private static Failure.Kind byeKind(Response.Status bye) {
        return Refusals.isLimit(bye.code(), bye.text()) ? Failure.Kind.LIMIT : Failure.Kind.BYE;
    }

    @Override
    public void capability(Response.Capability response) {
        session.capabilities(response.capabilities());
    }

    @Override
    public void exists(Response.Exists response) {
        session.folder().exists(response.count());
        session.noticed();
    }

    @Override
    public void expunge(Response.Expunge response) {
        session.folder().expunge(response.number());
    }

    @Override
    public void search(Response.Search response) {}

    @Override
    public void fetch(Response.Fetch response) {
        session.release(response.mail().body());
    }
}
