package org.camelpush.cops.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;

/** The request states of a PEP, and what is said about them beside requests (RFC 2748 §2.5, §3.3 to §3.5). */
final class PepStates {

    private final PepSession session;
    private final Map<RequestKey, RequestState> states = new HashMap<>();
    /** What a PDP may still hold, and does not exist here any more: no more than there were states. */
    private final Map<RequestKey, Reason> vanished = new HashMap<>();

    private final PepEnforcement enforcement;

    PepStates(PepSession session) {
        this.session = session;
        enforcement = new PepEnforcement(session, this);
    }

    PepEnforcement enforcement() {
        return enforcement;
    }

    void forEach(BiConsumer<RequestKey, RequestState> action) {
        states.forEach(action);
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
        vanished.keySet().removeIf(key -> key.clientType() == clientType);
    }

    void forgetAll() {
        states.clear();
        vanished.clear();
    }

    /** RFC 2748 §2.5: what was decided is kept for a while; what was being asked is not known to either side. */
    void disconnected(IntPredicate clientType) {
        states.entrySet().removeIf(entry -> {
            if (!clientType.test(entry.getKey().clientType())) {
                return false;
            }
            boolean undecided = entry.getValue().isUndecided();
            if (undecided) {
                vanished.put(entry.getKey(), Reason.of(ReasonCode.UNSPECIFIED));
            } else {
                entry.getValue().disconnected();
                session.keepStatesForAWhile();
            }
            return undecided;
        });
    }

    /** Forgets what is kept without a connection, and says how many that were. */
    int expire() {
        int before = states.size();
        states.keySet().removeIf(key -> !session.clients().isOpen(key.clientType()));
        vanished.keySet().removeIf(key -> !session.clients().isOpen(key.clientType()));
        return before - states.size();
    }

    /** RFC 2748 §4.3: the PDP that all decisions are from; null where there are none, or of several PDPs. */
    LastPdpAddress lastPdp(int clientType) {
        Set<LastPdpAddress> pdps = new HashSet<>();
        states.forEach((key, state) -> {
            if (key.clientType() == clientType) {
                pdps.add(state.pdp());
            }
        });
        return pdps.size() == 1 ? pdps.iterator().next() : null;
    }

    /**
     * RFC 2748 §2.5: what is no more is deleted explicitly, where the PDP was told that something is kept. Without that it
     * does not ask for what there is either, so all is asked again.
     */
    void opened(int clientType, boolean lastPdpTold) {
        vanished.entrySet().removeIf(entry -> {
            boolean ours = entry.getKey().clientType() == clientType;
            if (ours && lastPdpTold) {
                drop(entry.getKey(), entry.getValue());
            }
            return ours;
        });
        if (!lastPdpTold) {
            askAllAgain(clientType);
        }
    }

    static PepFailure unknown(Handle handle) {
        return PepFailure.of(
                PepFailure.Kind.UNKNOWN_HANDLE,
                "there is no request state with handle " + handle
                        + "; without a connection they are kept for stateTimeout");
    }

    /** The state is no more; the PDP is told, or will be. */
    void delete(RequestKey key, Reason reason) {
        boolean was = states.remove(key) != null;
        if (session.clients().isOpen(key.clientType())) {
            drop(key, reason);
        } else if (was) {
            vanished.put(key, reason);
        }
    }

    /** DRQ, whether there is a state or not. */
    void drop(RequestKey key, Reason reason) {
        session.send(new DeleteMessage(key.clientType(), key.handle(), reason, null));
    }

    /** RFC 2748 §3.5: all is asked again, but what is being asked anyway; then it is complete. */
    void synchronize(SynchronizeMessage message) {
        session.effect(new PepEffect.Tell(new PepNotice.Synchronizing(message)));
        if (message.handle() == null) {
            askAllAgain(message.clientType());
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

    private void askAllAgain(int clientType) {
        states.forEach((key, state) -> {
            if (key.clientType() == clientType) {
                askAgain(state);
            }
        });
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
        } else if (!session.clients().isOpen(report.clientType())) {
            session.fail(
                    report.id(), PepFailure.of(PepFailure.Kind.DISCONNECTED, "there is no PDP now that would hear it"));
        } else if (report.type() == ReportType.ACCOUNTING && !mayAccount(report, state)) {
            session.fail(
                    report.id(),
                    PepFailure.of(
                            PepFailure.Kind.NOT_NOW,
                            "the PDP does not want accounting reports as often as this, or none (AcctTimer)"));
        } else {
            send(report, state);
            session.effect(new PepEffect.Done(report.id()));
        }
    }

    /** The first one behind a decision answers it (RFC 2748 §3.3); accounting never does. */
    private void send(PepInput.Report report, RequestState state) {
        boolean answers = report.type() != ReportType.ACCOUNTING;
        RequestState.Report owed = answers ? state.unsaid() : null;
        if (owed != null) {
            owed.is(report.type(), report.clientInfo());
            enforcement.report(new RequestKey(report.clientType(), report.handle()), state);
        } else {
            session.send(new ReportMessage(
                    report.clientType(),
                    answers && state.takeReportable(),
                    report.handle(),
                    report.type(),
                    report.clientInfo(),
                    null));
        }
    }

    private boolean mayAccount(PepInput.Report report, RequestState state) {
        int seconds = session.clients().of(report.clientType()).accounting();
        return seconds < 0
                || seconds > 0 && state.mayAccount(Duration.ofSeconds(seconds).toNanos(), session.now());
    }
}
