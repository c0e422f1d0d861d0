package org.camelpush.cops.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;

/**
 * Decisions that a PEP has not asked for, and accounting: what a route is given to do, and what is reported of it
 * (RFC 2748 §3.3).
 */
final class PepEnforcement {

    /** Decisions that are being carried out at most; one beyond them is not carried out. */
    static final int MOST = 1_024;

    private final PepSession session;
    private final PepStates states;
    private final Map<Long, Task> tasks = new HashMap<>();
    private long numbers;
    private int deciding;

    /** Something a route does. */
    private record Task(RequestKey key, RequestState state, RequestState.Report report) {}

    PepEnforcement(PepSession session, PepStates states) {
        this.session = session;
        this.states = states;
    }

    /** A decision on this state that is no answer. */
    void decision(RequestKey key, RequestState state, DecisionMessage message) {
        if (message.solicited() && !state.synchronizedAgain()) {
            session.ignore(key.clientType(), Ignored.UNEXPECTED_DECISION);
        }
        boolean attended = session.clients().attention(key.clientType()).decisions() && deciding < MOST;
        if (message.error() != null) {
            failed(key, state, message, attended);
        } else if (attended) {
            long number = ++numbers;
            state.changed(message, session.line().peer());
            tasks.put(number, new Task(key, state, state.owe()));
            deciding++;
            session.effect(new PepEffect.Enforce(number, message, state.request()));
        } else {
            unattended(key, state);
        }
    }

    private void failed(RequestKey key, RequestState state, DecisionMessage message, boolean attended) {
        if (!state.isAsked()) {
            states.delete(key, Reason.of(ReasonCode.PDP_DIRECTIVE));
            if (attended) {
                session.effect(new PepEffect.Enforce(0, message, state.request()));
            }
        }
    }

    /** Nobody here can carry it out, and the PDP must not believe that somebody did. */
    private void unattended(RequestKey key, RequestState state) {
        session.report(new PepEvent.Unattended(key.clientType(), key.handle().toString()));
        if (state.request().context().isConfiguration()) {
            state.owe().is(ReportType.FAILURE, List.of());
            report(key, state);
        } else if (!state.isAsked()) {
            states.delete(key, Reason.of(ReasonCode.UNSUPPORTED_DECISION));
        }
    }

    /** A task is over; one whose state or connection is no more is no matter. */
    void enforced(long number, ReportType type, List<ClientInfo> info) {
        Task task = tasks.remove(number);
        if (task != null) {
            deciding--;
            if (states.get(task.key()) == task.state()) {
                task.report().is(type, info);
                report(task.key(), task.state());
            }
        }
    }

    /** RFC 2748 §3.3: solicited reports go in the order of their decisions. */
    void report(RequestKey key, RequestState state) {
        for (RequestState.Report next = state.takeReport(); next != null; next = state.takeReport()) {
            session.send(new ReportMessage(key.clientType(), true, key.handle(), next.type(), next.clientInfo(), null));
            if (next.isAsked()) {
                session.effect(new PepEffect.Reported(next.asker(), next.type()));
            }
        }
    }

    /** Lets a route say what is to be accounted for, wherever that is due, and says how long the rest may wait. */
    void account() {
        long[] next = {Long.MAX_VALUE};
        states.forEach((key, state) -> {
            long interval = interval(key.clientType());
            if (interval > 0 && state.pdp() != null && !state.isAccounting()) {
                long rest = state.accountingRest(interval, session.now());
                if (rest <= 0) {
                    state.accounting(true);
                    tasks.put(++numbers, new Task(key, state, null));
                    session.effect(new PepEffect.Account(numbers, state.request()));
                }
                next[0] = Math.min(next[0], rest <= 0 ? interval : rest);
            }
        });
        session.accountAfter(next[0] == Long.MAX_VALUE ? shortestInterval() : next[0]);
    }

    /**
     * An accounting task is over.
     *
     * @param info null where there is nothing to report
     */
    void accounted(long number, List<ClientInfo> info) {
        Task task = tasks.remove(number);
        if (task == null || states.get(task.key()) != task.state()) {
            return;
        }
        task.state().accounting(false);
        if (info != null && task.state().mayAccount(interval(task.key().clientType()), session.now())) {
            session.send(new ReportMessage(
                    task.key().clientType(), false, task.key().handle(), ReportType.ACCOUNTING, info, null));
        }
    }

    /** Nanoseconds between two accounting reports of a route; 0 for none. */
    private long interval(int clientType) {
        PepClient client = session.clients().of(clientType);
        return client != null && client.isOpen() && client.attention().accounting() && client.accounting() > 0
                ? Duration.ofSeconds(client.accounting()).toNanos()
                : 0;
    }

    /** Of all client types; 0 for none. */
    long shortestInterval() {
        return session.clients().openTypes().stream()
                .mapToLong(this::interval)
                .filter(interval -> interval > 0)
                .min()
                .orElse(0);
    }

    /** Nobody waits for what routes do now. */
    void disconnected() {
        tasks.clear();
        deciding = 0;
    }
}
