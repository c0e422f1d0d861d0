package org.camelpush.cops.session;

import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.RequestMessage;

/**
 * What a PEP has asked and what the PDP holds of it (RFC 2748 §2.4, §3.1 to §3.5). Whatever was asked is answered once: by its
 * decision, or by why there is none.
 */
final class PepRequests {

    private final PepSession session;
    private final PepHandles handles = new PepHandles();
    private final PepStates states;
    private final PepQuestions questions = new PepQuestions();
    private final PepDecisions decisions;

    PepRequests(PepSession session) {
        this.session = session;
        states = new PepStates(session);
        decisions = new PepDecisions(session, handles, states, questions);
    }

    PepDecisions decisions() {
        return decisions;
    }

    PepStates states() {
        return states;
    }

    void ask(PepInput.Ask ask) {
        PepFailure refusal = refusal(ask);
        if (refusal != null) {
            session.fail(ask.id(), refusal);
            return;
        }
        long timeout = session.settings().requestTimeout().toNanos();
        PepQuestions.Question question = new PepQuestions.Question(ask, session.now() + timeout);
        questions.add(question);
        session.requestTimer(timeout);
        if (session.clients().isOpen(ask.clientType())) {
            send(question);
        } else if (ask.handle() != null) {
            states.get(question.key()).queued(ask.id());
        }
    }

    /** Why this cannot be asked; null when it can. */
    private PepFailure refusal(PepInput.Ask ask) {
        PepFailure atOnce = session.state().refusal();
        if (atOnce != null) {
            return atOnce;
        }
        if (session.clients().of(ask.clientType()) == null) {
            return PepFailure.of(
                    PepFailure.Kind.CLIENT_TYPE_CLOSED, "client type " + ask.clientType() + " is not in use");
        }
        if (!ask.waits() && session.line().isAway()) {
            return awayFailure();
        }
        if (ask.handle() == null) {
            int most = session.settings().maxHandles();
            return states.count() + questions.unsent() < most
                    ? null
                    : PepFailure.of(
                            PepFailure.Kind.NOT_NOW,
                            "there are " + most + " request states, which is maxHandlesPerSession: delete some");
        }
        RequestState state = states.get(new RequestKey(ask.clientType(), ask.handle()));
        if (state == null) {
            return PepStates.unknown(ask.handle());
        }
        return state.isBusy()
                ? PepFailure.of(
                        PepFailure.Kind.NOT_NOW, "a request on handle " + ask.handle() + " waits for its decision")
                : null;
    }

    private void send(PepQuestions.Question question) {
        PepInput.Ask ask = question.ask();
        Handle handle = ask.handle() == null ? handles.next() : ask.handle();
        RequestMessage message = ask.request().with(ask.clientType(), handle);
        RequestKey key = new RequestKey(ask.clientType(), handle);
        questions.sent(question, key);
        states.make(key).asked(message, ask.id(), ask.keep());
        states.get(key).mark(states.deletions().mark());
        session.send(message);
    }

    /** What waited for this client type goes out. */
    void opened(int clientType, LastPdpAddress lastPdpTold) {
        for (PepQuestions.Question question : questions.all()) {
            if (!question.isSent() && question.ask().clientType() == clientType) {
                send(question);
            }
        }
        states.opened(clientType, lastPdpTold);
    }

    /** The client type is closed for good; nothing that was asked of it will be answered. */
    void closed(int clientType, PepFailure failure) {
        states.forget(clientType);
        questions.fail(question -> question.ask().clientType() == clientType, failure, session);
    }

    /** The client type goes on at another PDP, or at this one later. What the PDP has will not be answered. */
    void interrupted(int clientType, PepFailure failure) {
        states.disconnected(type -> type == clientType);
        questions.fail(question -> question.isSent() && question.ask().clientType() == clientType, failure, session);
    }

    /** What the PDP has will not be answered; what was not sent waits for the next connection. */
    void disconnected(String why) {
        states.disconnected(any -> true);
        states.enforcement().disconnected();
        questions.fail(
                PepQuestions.Question::isSent,
                PepFailure.of(PepFailure.Kind.DISCONNECTED, "the connection was lost before the decision: " + why),
                session);
    }

    /** No PDP can be had: who does not wait is told. */
    void away() {
        for (PepQuestions.Question question : questions.all()) {
            RequestState state = states.get(question.key());
            if (!question.ask().waits() && state != null) {
                state.takeAsker();
            }
        }
        questions.fail(question -> !question.ask().waits(), awayFailure(), session);
    }

    private PepFailure awayFailure() {
        return PepFailure.of(
                PepFailure.Kind.DISCONNECTED,
                "no PDP can be had: " + session.line().lastFailure());
    }

    /** Nothing that was asked will be answered any more. */
    void failAll(PepFailure failure) {
        states.forgetAll();
        questions.fail(question -> true, failure, session);
    }

    /** What was kept without a connection is kept no longer. */
    void expire() {
        int forgotten = states.expire();
        if (forgotten > 0) {
            session.report(new PepEvent.Forgotten(forgotten));
        }
        questions.fail(
                question -> !question.isSent() && question.key() != null && states.get(question.key()) == null,
                PepFailure.of(PepFailure.Kind.UNKNOWN_HANDLE, "its request state was forgotten behind stateTimeout"),
                session);
    }

    /** RFC 2748 §3.2: what has timed out is deleted at the PDP. */
    void timeouts() {
        for (PepQuestions.Question late = questions.takeLate(session.now());
                late != null;
                late = questions.takeLate(session.now())) {
            if (late.isSent()) {
                states.delete(late.key(), Reason.of(ReasonCode.TIMEOUT));
                session.fail(
                        late.ask().id(),
                        PepFailure.of(PepFailure.Kind.TIMEOUT, "the PDP has not decided within requestTimeout"));
            } else {
                if (late.key() != null) {
                    states.get(late.key()).takeAsker();
                }
                session.fail(late.ask().id(), PepFailure.of(PepFailure.Kind.TIMEOUT, whyNotOpen()));
            }
        }
        PepQuestions.Question next = questions.oldest();
        if (next != null) {
            session.requestTimer(next.deadline() - session.now());
        }
    }

    private String whyNotOpen() {
        String lastFailure = session.line().lastFailure();
        return "the client type was not open at the PDP within requestTimeout"
                + (lastFailure == null ? "" : "; the last connection ended: " + lastFailure);
    }

    void delete(PepInput.Delete delete) {
        RequestKey key = new RequestKey(delete.clientType(), delete.handle());
        RequestState state = states.get(key);
        if (state != null) {
            states.delete(key, delete.reason());
            if (state.isAsked()) {
                long id = state.takeAsker();
                questions.remove(id);
                session.fail(id, PepFailure.of(PepFailure.Kind.NOT_NOW, "its request state was deleted meanwhile"));
            }
        }
        session.effect(new PepEffect.Done(delete.id()));
    }

    int handles() {
        return states.count();
    }

    int pending() {
        return questions.count();
    }
}
