package org.camelpush.cops.session;

import java.util.List;

import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportType;

/** What a PEP does with each decision: it answers a question, repeats what is known, or changes something (RFC 2748 §3.2). */
final class PepDecisions {

    private final PepSession session;
    private final PepHandles handles;
    private final PepStates states;
    private final PepQuestions questions;

    PepDecisions(PepSession session, PepHandles handles, PepStates states, PepQuestions questions) {
        this.session = session;
        this.handles = handles;
        this.states = states;
        this.questions = questions;
    }

    void decision(DecisionMessage message) {
        RequestKey key = new RequestKey(message.clientType(), message.handle());
        RequestState state = states.get(key);
        if (state == null) {
            // a decision that has crossed our DRQ is no matter
            if (!handles.hasMade(message.handle())) {
                states.drop(key, Reason.of(ReasonCode.UNSPECIFIED));
            }
        } else if (state.isUndecided() && message.solicited()) {
            states.deletions().confirmed(state.mark());
            answer(key, state, message);
        } else if (state.knows(message)) {
            // the same decision comes again with a synchronization, and is carried out already
            state.changed(message, session.line().peer());
            if (state.request().context().isConfiguration()) {
                state.owe().is(ReportType.SUCCESS, List.of());
                states.enforcement().report(key, state);
            }
        } else {
            states.enforcement().decision(key, state, message);
        }
    }

    private void answer(RequestKey key, RequestState state, DecisionMessage message) {
        long id = state.takeAsker();
        questions.remove(id);
        if (message.error() != null) {
            state.changed(message, session.line().peer());
            states.delete(key, Reason.of(ReasonCode.PDP_DIRECTIVE));
            session.fail(
                    id,
                    new PepFailure(
                            PepFailure.Kind.REFUSED,
                            message.error(),
                            "the PDP answered with error " + message.error()));
            return;
        }
        boolean owed = state.decided(message, session.line().peer(), id);
        boolean kept = state.isKept();
        if (!kept) {
            states.delete(key, Reason.of(ReasonCode.TRANSIENT_HANDLE));
        }
        session.effect(new PepEffect.Answer(id, message, kept, owed));
    }

    /** RFC 2748 §3.4: the state of a malformed decision is deleted. */
    void malformed(MalformedMessage message) {
        RequestKey key = new RequestKey(message.clientType(), message.handle());
        RequestState state = states.get(key);
        states.delete(key, message.reason());
        if (state != null && state.isAsked()) {
            long id = state.takeAsker();
            questions.remove(id);
            session.fail(
                    id, PepFailure.of(PepFailure.Kind.REFUSED, "the decision cannot be understood: " + message.what()));
        }
    }
}
