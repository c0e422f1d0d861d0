package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import org.camelpush.imapidle.protocol.Response;

/**
 * Keeps one folder of one account watched, through any number of connections, and brings each mail to the route once
 * (RFC 2177, RFC 9051). Pure: {@link #on} takes what happened and the time, and answers what is to be done, in order.
 * Not thread-safe: one owner feeds it. It runs once: what was stopped is not started again.
 */
public final class MailboxSession {

    /** How long a stop may take until the connection is closed without goodbye. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    final SessionSettings settings;
    final Effects effects = new Effects();
    private final Timers timers = new Timers(effects);
    final Tally tally = new Tally();
    private final Planner planner = new Planner(this);
    private final Outage outage;
    final Connection connection;
    final Deliveries deliveries;

    private SessionState state = new Stopped(this);
    private SessionPhase phase = SessionPhase.STOPPED;
    private long since;
    private long now;
    private boolean suspended;
    private boolean stopping;

    /**
     * @param settings what the user decided
     * @param random gives the jitter of waits
     */
    public MailboxSession(SessionSettings settings, RandomGenerator random) {
        this.settings = settings;
        outage = new Outage(settings.reconnect(), random, effects, tally);
        connection = new Connection(settings, effects, timers);
        deliveries = new Deliveries(settings, effects, timers, tally);
    }

    /**
     * Takes one input.
     *
     * @param input what happened
     * @param time nanoseconds of a clock that never goes back
     * @return what is to be done now, in this order
     */
    public List<SessionEffect> on(SessionInput input, long time) {
        now = time;
        input.applyTo(this);
        SessionState before;
        do {
            before = state;
            state.reconsider();
        } while (state != before);
        if (!suspended && !stopping) {
            deliveries.deliver();
        }
        deliveries.saveCursor();
        if (state.phase() != phase) {
            phase = state.phase();
            since = now;
        }
        return effects.take();
    }

    /** How things are. */
    public SessionSnapshot snapshot() {
        Ledger ledger = deliveries.ledger();
        return new SessionSnapshot(
                phase,
                since,
                connection.lastHeard(),
                connection.canPush(),
                connection.generation(),
                outage.attempts(),
                outage.nextAttempt(),
                outage.lastFailure(),
                ledger.uidValidity(),
                ledger.high(),
                ledger.readyCount(),
                ledger.inFlightCount(),
                ledger.parkedCount(),
                connection.negotiated(),
                tally.counters());
    }

    void start() {
        if (isOver() && !stopping) {
            become(new Loading(this));
        }
    }

    void turnCame(int generation) {
        if (connection.isAsking(generation)) {
            state.turnCame();
        }
    }

    /** For what comes from a connection: void unless it is the one there is. */
    void ofGeneration(int generation, Consumer<SessionState> action) {
        if (connection.isOpen(generation)) {
            action.accept(state);
        }
    }

    void received(int generation, Response response) {
        if (connection.heard(generation, now)) {
            response.dispatch(state);
        } else if (response instanceof Response.Fetch fetch) {
            effects.release(fetch.mail().body());
        }
    }

    void timerFired(SessionTimer timer, long number) {
        if (!timers.takeFired(timer, number)) {
            return;
        }
        switch (timer) {
            case DEADLINE -> deadline();
            case STATE -> state.timer();
            case RECONCILE -> connection.reconcileDue();
            case REDELIVERY -> deliveries.redeliver(now);
            case SETTLE -> deliveries.settlement().overdue();
            case STOP -> end();
        }
    }

    private void deadline() {
        if (connection.isTooLate(now)) {
            state.lost(new Failure(
                    Failure.Kind.SILENCE,
                    "No answer from the server while " + state.phase() + ", in the time allowed"));
        }
    }

    void acknowledged(long uidValidity, long uid, boolean success) {
        if (!isOver()) {
            deliveries.acknowledged(uidValidity, uid, success, now);
        }
    }

    void suspended(boolean value) {
        suspended = value;
    }

    void reconnect() {
        if (stopping || isOver() || state instanceof Loading) {
            return;
        }
        connection.close();
        outage.asked(now);
        connect(TurnStep.ASK_AT_ONCE);
    }

    void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        if (state.phase().isWorking()) {
            timers.set(SessionTimer.STOP, STOP_TIMEOUT);
        } else {
            end();
        }
    }

    SessionState state() {
        return state;
    }

    void become(SessionState next) {
        timers.cancel(SessionTimer.STATE);
        state = next;
        next.enter();
    }

    /** The connection is free: goes on with what is most important. */
    void proceed() {
        become(planner.next().newState(this));
    }

    Planner.Step nextStep() {
        return planner.next();
    }

    /** The position is known, or has to be read first. */
    void connect() {
        connect(TurnStep.ASK);
    }

    private void connect(TurnStep how) {
        become(deliveries.isPositionKnown() ? new Queued(this, how) : new Loading(this));
    }

    void connectionLost(Failure failure) {
        connection.close(failure);
        tally.losses++;
        if (stopping) {
            end();
        } else {
            retryOrFail(failure);
        }
    }

    void retryOrFail(Failure failure) {
        OptionalLong delay = outage.lost(failure, now);
        become(delay.isPresent() ? new BackingOff(this, delay.getAsLong()) : new Failed(this));
    }

    /** The folder is watched from here on. */
    void watched() {
        outage.watched(connection.canPush(), now);
        connection.reconcileSomeTime();
    }

    /** Everything is over; what the route still has is no matter any more. */
    void end() {
        timers.cancelAll();
        deliveries.end();
        connection.close();
        become(new Stopped(this));
        effects.report(new SessionEvent.Stopped());
    }

    private boolean isOver() {
        return state instanceof Stopped;
    }

    void stateTimer(Duration delay) {
        timers.set(SessionTimer.STATE, delay);
    }

    Ledger ledger() {
        return deliveries.ledger();
    }

    long now() {
        return now;
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean isStopping() {
        return stopping;
    }
}
