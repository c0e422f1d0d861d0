package org.camelpush.cops.session;

import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;

/** The request states of one client type, and what is asked and decided about them (RFC 2748 §2.4, §3.2, §3.3). */
final class PdpClient {

    private static final String LATE = "the PEP has not reported within reportTimeout";

    private final int clientType;
    private final PdpSession session;
    private final Map<Handle, PdpRequestState> states;
    private final PdpSynchronization synchronization;

    PdpClient(int clientType, PdpSession session, Map<Handle, PdpRequestState> states) {
        this.clientType = clientType;
        this.session = session;
        this.states = new HashMap<>(states);
        synchronization = new PdpSynchronization(clientType, session);
    }

    /** New, or renewed: either way a decision is owed. */
    void request(RequestMessage message) {
        PdpRequestState state = states.get(message.handle());
        if (session.undecided().isFull(state == null)) {
            refuse(message.handle(), CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS)));
            return;
        }
        if (state == null) {
            state = new PdpRequestState();
            states.put(message.handle(), state);
        }
        state.ask(session.undecided().ask(this, state, message));
    }

    /** Answers what cannot be decided, behind all that was asked on this handle before. */
    void refuse(Handle handle, CopsDecision decision) {
        PdpRequestState state = states.get(handle);
        if (state == null || state.asked().isEmpty()) {
            session.send(new DecisionMessage(clientType, true, handle, decision.decisions(), decision.error(), null));
        } else {
            PdpRequest refused = new PdpRequest(
                    PdpAwaited.NOBODY, this, state, state.asked().getLast().message());
            refused.refused(decision);
            state.asked().add(refused);
        }
    }

    /** RFC 2748 §3.2: decisions on a handle go in the order of its requests. */
    void decided(PdpRequestState state) {
        Deque<PdpRequest> asked = state.asked();
        while (!asked.isEmpty() && asked.getFirst().isDecided()) {
            PdpRequest next = asked.removeFirst();
            state.context(next.message().context());
            decide(state, next.answer(), PdpAwaited.NOBODY, next.number());
        }
    }

    /** A decision that the PEP has not asked for (RFC 2748 §4.4). */
    void direct(PdpInput.Direct directive) {
        PdpRequestState state = states.get(directive.handle());
        if (state == null || state.context() == null) {
            session.fail(
                    directive.id(),
                    PepFailure.Kind.UNKNOWN_HANDLE,
                    "there is no request state with handle " + directive.handle() + " that was decided on");
        } else if (session.awaited().count() >= PdpUndecided.MOST) {
            session.fail(directive.id(), PepFailure.Kind.NOT_NOW, "the PEP owes too many reports");
        } else {
            decide(
                    state,
                    directive.decision().unsolicited(clientType, directive.handle(), state.context()),
                    directive.id(),
                    PdpAwaited.NOBODY);
        }
    }

    private void decide(PdpRequestState state, DecisionMessage message, long directive, long request) {
        session.send(message);
        if (!isConfiguration(message)) {
            state.decided();
            if (directive != PdpAwaited.NOBODY) {
                session.effect(new PdpEffect.Done(directive));
            }
            finished(request, null, null);
            return;
        }
        state.decided(session.awaited().add(directive, request, late -> unreported(message.handle(), state, late)));
    }

    private static boolean isConfiguration(DecisionMessage message) {
        for (Decision decision : message.decisions()) {
            if (decision.context().isConfiguration()) {
                return true;
            }
        }
        return false;
    }

    private void unreported(Handle handle, PdpRequestState state, PdpAwaited.Entry report) {
        state.gaveUp(report);
        session.tell(new PdpNotice.Unreported(session.pepId(), clientType, handle));
        finished(report.request(), null, LATE);
        if (report.directive() != PdpAwaited.NOBODY) {
            session.fail(report.directive(), PepFailure.Kind.TIMEOUT, LATE);
        }
    }

    /** RFC 2748 §3.3: one solicited report for each decision at most; what comes beyond, or of nothing, is no matter. */
    void report(ReportMessage message) {
        PdpRequestState state = states.get(message.handle());
        if (state == null || message.solicited() && !state.isReportable()) {
            session.ignore(clientType, Ignored.UNEXPECTED_REPORT);
            return;
        }
        if (message.solicited()) {
            PdpAwaited.Entry report = state.takeReport();
            if (report != null) {
                session.awaited().remove(report);
                finished(report.request(), message, null);
            }
            if (report != null && report.directive() != PdpAwaited.NOBODY) {
                session.effect(new PdpEffect.Reported(report.directive(), message));
            }
        }
        session.tell(new PdpNotice.Reported(session.pepId(), message));
    }

    /** What is undecided is owed no more, for the PEP knows the handle no longer. True when there was such a state. */
    boolean delete(Handle handle) {
        PdpRequestState state = states.remove(handle);
        if (state == null) {
            session.ignore(clientType, Ignored.UNKNOWN_HANDLE);
        } else {
            over(state, "the PEP has deleted the request state");
        }
        return state != null;
    }

    /** Asks for all, or for one (RFC 2748 §3.5). */
    void synchronize(Handle handle, Long directive) {
        if (synchronization.begin(handle, directive) && handle == null) {
            states.values().forEach(PdpRequestState::synchronizing);
        }
    }

    /** What the PEP has not asked for again is no more. */
    void synchronizeComplete(SynchronizeCompleteMessage message) {
        if (!synchronization.complete(message.handle())) {
            session.ignore(clientType, Ignored.UNEXPECTED_SYNCHRONIZE_COMPLETE);
        } else if (message.handle() == null) {
            states.entrySet().removeIf(entry -> {
                boolean stale = !entry.getValue().isSeen();
                if (stale) {
                    over(entry.getValue(), "the PEP knows the request state no longer");
                }
                return stale;
            });
        }
    }

    private void over(PdpRequestState state, String why) {
        for (PdpRequest request : state.asked()) {
            session.undecided().forget(request);
            finished(request.number(), null, why);
        }
        for (PdpAwaited.Entry report : state.owed()) {
            session.awaited().remove(report);
            finished(report.request(), null, why);
            if (report.directive() != PdpAwaited.NOBODY) {
                session.fail(report.directive(), PepFailure.Kind.DISCONNECTED, why);
            }
        }
    }

    private void finished(long request, ReportMessage report, String why) {
        if (request != PdpAwaited.NOBODY) {
            session.effect(new PdpEffect.Finished(request, report, why));
        }
    }

    /** Ends it; nothing is owed any more. */
    void end(String why) {
        synchronization.cancel(why);
        states.values().forEach(state -> over(state, why));
    }

    /** What is left behind a lost connection: what was decided. Null when that is nothing. */
    PdpKept kept(LastPdpAddress at) {
        Map<Handle, PdpRequestState> kept = new HashMap<>();
        states.forEach((handle, state) -> {
            if (state.isDecided()) {
                state.disconnected();
                kept.put(handle, state);
            }
        });
        return kept.isEmpty() ? null : new PdpKept(at, kept);
    }

    int handles() {
        return states.size();
    }
}
