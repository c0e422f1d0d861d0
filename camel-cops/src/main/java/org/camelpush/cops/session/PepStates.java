package org.camelpush.cops.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** The request states that the PDP holds for a PEP, and what is said about them beside requests (RFC 2748 §3.3 to §3.5). */
final class PepStates {

    private final PepSession session;
    private final Map<RequestKey, RequestState> states = new HashMap<>();

    PepStates(PepSession session) {
        this.session = session;
    }

    /** Null where there is none. */
    RequestState get(RequestKey key) {
        return states.get(key);
    }

    /** The one that there is, or a new one. */
    RequestState make(RequestKey key) {
        return states.computeIfAbsent(key, any -> new RequestState());
    }

    int count() {
        return states.size();
    }

    /** The client type is closed, and the PDP has forgotten them too. */
    void forget(int clientType) {
        states.keySet().removeIf(key -> key.clientType() == clientType);
    }

    void forgetAll() {
        states.clear();
    }

    static PepFailure unknown(Handle handle) {
        return PepFailure.of(
                PepFailure.Kind.UNKNOWN_HANDLE,
                "the PDP holds no request state with handle " + handle + "; a lost connection ends them all");
    }

    /** Nobody here can carry it out, and the PDP must not believe that somebody did. */
    void unattended(RequestKey key, RequestState state, DecisionMessage message) {
        if (message.solicited()) {
            state.synchronizedAgain();
        }
        if (message.error() != null && !state.isAsked()) {
            delete(key, Reason.of(ReasonCode.PDP_DIRECTIVE));
            return;
        }
        session.report(new PepEvent.Unattended(key.clientType(), key.handle().toString()));
        if (state.request().context().isConfiguration()) {
            state.decisionCame();
            reportConfiguration(key, state, ReportType.FAILURE);
        } else if (!state.isAsked()) {
            delete(key, Reason.of(ReasonCode.UNSUPPORTED_DECISION));
        }
    }

    /** RFC 2748 §3.3: each decision of a configuration is reported on, once. */
    void reportConfiguration(RequestKey key, RequestState state, ReportType type) {
        if (state.request().context().isConfiguration() && state.takeReport()) {
            session.send(new ReportMessage(key.clientType(), true, key.handle(), type, List.of(), null));
        }
    }

    /** The state is no more; the PDP is told. */
    void delete(RequestKey key, Reason reason) {
        states.remove(key);
        drop(key, reason);
    }

    /** DRQ, whether there is a state or not. */
    void drop(RequestKey key, Reason reason) {
        session.send(new DeleteMessage(key.clientType(), key.handle(), reason, null));
    }

    /** RFC 2748 §3.5: all is asked again, but what is being asked anyway; then it is complete. */
    void synchronize(SynchronizeMessage message) {
        if (message.handle() == null) {
            states.forEach((key, state) -> {
                if (key.clientType() == message.clientType()) {
                    askAgain(state);
                }
            });
        } else {
            RequestKey key = new RequestKey(message.clientType(), message.handle());
            RequestState state = states.get(key);
            if (state == null) {
                drop(key, Reason.of(ReasonCode.SYNCHRONIZE_HANDLE_UNKNOWN));
            } else {
                askAgain(state);
            }
        }
        session.send(new SynchronizeCompleteMessage(message.clientType(), message.handle(), null));
    }

    private void askAgain(RequestState state) {
        if (!state.isBusy()) {
            state.resynchronize();
            session.send(state.request());
        }
    }

    void report(PepInput.Report report) {
        RequestState state = states.get(new RequestKey(report.clientType(), report.handle()));
        if (state == null) {
            session.fail(report.id(), unknown(report.handle()));
        } else if (report.type() == ReportType.ACCOUNTING && !mayAccount(report, state)) {
            session.fail(
                    report.id(),
                    PepFailure.of(
                            PepFailure.Kind.NOT_NOW,
                            "the PDP does not want accounting reports as often as this, or none (AcctTimer)"));
        } else {
            boolean solicited = report.type() != ReportType.ACCOUNTING && state.takeReport();
            session.send(new ReportMessage(
                    report.clientType(), solicited, report.handle(), report.type(), report.clientInfo(), null));
            session.done(report.id());
        }
    }

    private boolean mayAccount(PepInput.Report report, RequestState state) {
        int seconds = session.clients().of(report.clientType()).accounting();
        return seconds < 0
                || seconds > 0 && state.mayAccount(Duration.ofSeconds(seconds).toNanos(), session.now());
    }
}
