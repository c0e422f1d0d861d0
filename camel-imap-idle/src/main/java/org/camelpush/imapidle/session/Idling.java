package org.camelpush.imapidle.session;

import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.Response;

/**
 * IDLE from the command to its end, RFC 2177 §3. What the server announces before its {@code +} counts as well. DONE is
 * sent once, after the {@code +}, as soon as there is anything else to do; then nothing is sent until the server has
 * answered.
 */
final class Idling extends SessionState {

    private boolean accepted;
    private long acceptedAt;
    private boolean renewalDue;
    private boolean doneSent;

    Idling(MailboxSession session) {
        super(session);
    }

    @Override
    SessionPhase phase() {
        return accepted ? SessionPhase.IDLE : SessionPhase.SYNCHRONIZING;
    }

    @Override
    void enter() {
        send(Command.IDLE, Patience.STRICT);
    }

    @Override
    public void continuation(Response.Continuation response) {
        if (accepted) {
            return;
        }
        accepted = true;
        acceptedAt = session.now();
        session.connection().answerCame();
        session.stateTimer(session.connection().idleRenewal());
        session.watched();
    }

    @Override
    void timer() {
        renewalDue = true;
    }

    /** Only an answer shows that the connection is still there. */
    @Override
    void networkChanged() {
        timer();
    }

    @Override
    void reconsider() {
        if (accepted && !doneSent && (renewalDue || session.nextStep() != Planner.Step.IDLE)) {
            doneSent = true;
            session.connection().sendUntagged(Command.DONE);
            session.connection().expectAnswer(Patience.STRICT);
        }
    }

    @Override
    void answered(Response.Tagged response) {
        if (!response.isOk() && Refusals.isThrottled(response.text())) {
            refused(Failure.Kind.LIMIT, "The server refused IDLE", response);
            return;
        }
        if (!accepted || !response.isOk()) {
            session.connection().pace().denyIdle(); // it said that it can, but it cannot
        } else if (!doneSent) {
            session.connection()
                    .pace()
                    .idleEnded(session.now() - acceptedAt, session.settings.pollInterval(), session.now());
        }
        session.proceed();
    }

    @Override
    boolean isAtRest() {
        return accepted && !doneSent;
    }
}
