package org.camelpush.cops.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;

/**
 * What a PEP has asked and what the PDP holds of it (RFC 2748 §2.4, §3.1 to §3.5). Whatever was asked is answered once: by its
 * decision, or by why there is none.
 */
final class PepRequests {

    private final PepSession session;
    private final PepHandles handles = new PepHandles();
    private final PepStates states;
    /** In the order they were asked, and so of their deadlines. */
    private final Map<Long, Pending> pending = new LinkedHashMap<>();

    private int unsent;
    private PepFailure end;

    /** Something asked that is not answered. */
    private static final class Pending {
        private final PepInput.Ask ask;
        private final long deadline;
        private RequestKey key;

        Pending(PepInput.Ask ask, long deadline) {
            this.ask = ask;
            this.deadline = deadline;
        }
    }

    PepRequests(PepSession session) {
        this.session = session;
        states = new PepStates(session);
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
        Pending asked = new Pending(ask, session.now() + timeout);
        pending.put(ask.id(), asked);
        unsent++;
        session.requestTimer(timeout);
        if (session.clients().isOpen(ask.clientType())) {
            send(asked);
        }
    }

    /** Why this cannot be asked; null when it can. */
    private PepFailure refusal(PepInput.Ask ask) {
        if (end != null) {
            return end;
        }
        if (session.clients().of(ask.clientType()) == null) {
            return PepFailure.of(
                    PepFailure.Kind.CLIENT_TYPE_CLOSED, "client type " + ask.clientType() + " is not in use");
        }
        if (ask.handle() == null) {
            int most = session.settings().maxHandles();
            return states.count() + unsent < most
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

    private void send(Pending asked) {
        PepInput.Ask ask = asked.ask;
        Handle handle = ask.handle() == null ? handles.next() : ask.handle();
        RequestMessage message = ask.request().with(ask.clientType(), handle);
        asked.key = new RequestKey(ask.clientType(), handle);
        unsent--;
        states.make(asked.key).asked(message, ask.id(), ask.keep());
        session.send(message);
    }

    /** What waited for this client type goes out. */
    void opened(int clientType) {
        for (Pending asked : pending.values()) {
            if (asked.key == null && asked.ask.clientType() == clientType) {
                send(asked);
            }
        }
    }

    /** The client type is closed; nothing that was asked of it will be answered. */
    void closed(int clientType, PepFailure failure) {
        states.forget(clientType);
        fail(asked -> asked.ask.clientType() == clientType, failure);
    }

    /** What the PDP has will not be answered; what was not sent waits for the next connection. */
    void disconnected(String why) {
        states.forgetAll();
        fail(
                asked -> asked.key != null,
                PepFailure.of(PepFailure.Kind.DISCONNECTED, "the connection was lost before the decision: " + why));
    }

    /** Nothing will be answered any more. */
    void failWith(PepFailure failure) {
        end = failure;
        states.forgetAll();
        fail(asked -> true, failure);
    }

    private void fail(Predicate<Pending> which, PepFailure failure) {
        for (Iterator<Pending> each = pending.values().iterator(); each.hasNext(); ) {
            Pending asked = each.next();
            if (which.test(asked)) {
                each.remove();
                unsent -= asked.key == null ? 1 : 0;
                session.fail(asked.ask.id(), failure);
            }
        }
    }

    /** RFC 2748 §3.2: what has timed out is deleted at the PDP. */
    void timeouts() {
        for (Iterator<Pending> each = pending.values().iterator(); each.hasNext(); ) {
            Pending oldest = each.next();
            if (oldest.deadline > session.now()) {
                session.requestTimer(oldest.deadline - session.now());
                return;
            }
            each.remove();
            if (oldest.key == null) {
                unsent--;
                session.fail(oldest.ask.id(), PepFailure.of(PepFailure.Kind.TIMEOUT, session.whyNotOpen()));
            } else {
                states.delete(oldest.key, Reason.of(ReasonCode.TIMEOUT));
                session.fail(
                        oldest.ask.id(),
                        PepFailure.of(PepFailure.Kind.TIMEOUT, "the PDP has not decided within requestTimeout"));
            }
        }
    }

    void decision(DecisionMessage message) {
        RequestKey key = new RequestKey(message.clientType(), message.handle());
        RequestState state = states.get(key);
        if (state == null) {
            // a decision that has crossed our DRQ is no matter
            if (!handles.hasMade(message.handle())) {
                states.drop(key, Reason.of(ReasonCode.UNSPECIFIED));
            }
        } else if (state.isAsked() && message.solicited()) {
            answer(key, state, message);
        } else if (state.knows(message)) {
            state.decided(message);
            states.reportConfiguration(key, state, ReportType.SUCCESS);
        } else {
            states.unattended(key, state, message);
        }
    }

    private void answer(RequestKey key, RequestState state, DecisionMessage message) {
        long id = state.takeAsker();
        pending.remove(id);
        state.decided(message);
        if (message.error() != null) {
            states.delete(key, Reason.of(ReasonCode.PDP_DIRECTIVE));
            session.fail(
                    id,
                    new PepFailure(
                            PepFailure.Kind.REFUSED,
                            message.error(),
                            "the PDP answered with error " + message.error()));
            return;
        }
        boolean kept = state.isKept();
        if (!kept) {
            states.delete(key, Reason.of(ReasonCode.TRANSIENT_HANDLE));
        }
        session.answer(id, message, kept);
    }

    /** RFC 2748 §3.4: the state of a malformed decision is deleted. */
    void malformedDecision(MalformedMessage message) {
        RequestKey key = new RequestKey(message.clientType(), message.handle());
        RequestState state = states.get(key);
        states.delete(key, message.reason());
        if (state != null && state.isAsked()) {
            long id = state.takeAsker();
            pending.remove(id);
            session.fail(
                    id, PepFailure.of(PepFailure.Kind.REFUSED, "the decision cannot be understood: " + message.what()));
        }
    }

    void delete(PepInput.Delete delete) {
        RequestKey key = new RequestKey(delete.clientType(), delete.handle());
        RequestState state = states.get(key);
        if (state != null) {
            states.delete(key, delete.reason());
            if (state.isAsked()) {
                long id = state.takeAsker();
                pending.remove(id);
                session.fail(id, PepFailure.of(PepFailure.Kind.NOT_NOW, "its request state was deleted meanwhile"));
            }
        }
        session.done(delete.id());
    }

    int handles() {
        return states.count();
    }

    int pending() {
        return pending.size();
    }
}
