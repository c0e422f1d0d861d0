package org.camelpush.cops.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    private final PepDeletions deletions = new PepDeletions();

    PepStates(PepSession session) {
        this.session = session;
        enforcement = new PepEnforcement(session, this);
    }

    PepDeletions deletions() {
        return deletions;
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
        states.entrySet().removeIf(entry -> {
            boolean is = entry.getKey().clientType() == clientType;
            if (is) {
                unreported(entry.getValue(), "the client type is closed");
            }
            return is;
        });
        vanished.keySet().removeIf(key -> key.clientType() == clientType);
        deletions.takeAll(type -> type == clientType, (key, reason) -> {});
    }

    private void unreported(RequestState state, String why) {
        state.forEachUnreported(asker -> session.effect(new PepEffect.Unreported(asker, why)));
    }

    void forgetAll() {
        states.values().forEach(state -> unreported(state, "this side was stopped"));
        states.clear();
        vanished.clear();
    }

    /** RFC 2748 §2.5: what was decided is kept for a while; what was being asked is not known to either side. */
    void disconnected(IntPredicate clientType) {
        deletions.takeAll(clientType, vanished::put);
        List<RequestKey> undecided = new ArrayList<>();
        states.forEach((key, state) -> {
            if (clientType.test(key.clientType())) {
                unreported(state, "the connection was lost");
                if (state.isUndecided()) {
                    undecided.add(key);
                } else {
                    state.disconnected();
                    session.keepStatesForAWhile();
                }
            }
        });
        for (RequestKey key : undecided) {
            vanished.put(key, Reason.of(ReasonCode.UNSPECIFIED));
            gone(key, states.remove(key));
        }
    }

    /** Forgets what is kept without a connection, and says how many that were. */
    int expire() {
        int before = states.size();
        // a PDP that is being told of them may have them too
        states.keySet().removeIf(key -> session.clients().isClosed(key.clientType()));
        vanished.keySet().removeIf(key -> session.clients().isClosed(key.clientType()));
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
     * RFC 2748 §2.5: what is no more is deleted explicitly, where this PDP may still hold it. A PDP that is told of nothing does
     * not ask for what there is either, so all is asked again.
     */
    void opened(int clientType, LastPdpAddress lastPdpTold) {
        boolean same = lastPdpTold != null && lastPdpTold.equals(session.line().peer());
        boolean some = vanished.entrySet().removeIf(entry -> {
            boolean ours = entry.getKey().clientType() == clientType;
            if (ours && same) {
                drop(entry.getKey(), entry.getValue());
                deletions.said(entry.getKey(), entry.getValue());
            }
            return ours;
        });
        if (some && !same) {
            outOfSync(clientType);
        }
        if (lastPdpTold == null) {
            askAllAgain(clientType);
        }
    }

    /** The PDP that has decided on them holds something that is no more, and is not there to be told. */
    private void outOfSync(int clientType) {
        states.forEach((key, state) -> {
            if (key.clientType() == clientType) {
                state.outOfSync();
            }
        });
    }

    /** A state has gone; when the PDP that has decided on it is another one, that does not know. */
    private void gone(RequestKey key, RequestState state) {
        LastPdpAddress peer = session.line().peer();
        if (state.pdp() != null && peer != null && !state.pdp().equals(peer)) {
            outOfSync(key.clientType());
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
        RequestState state = states.remove(key);
        if (session.clients().isOpen(key.clientType())) {
            drop(key, reason);
            if (state != null) {
                unreported(state, "the request state was deleted");
                deletions.said(key, reason);
                gone(key, state);
            }
        } else if (state != null) {
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
