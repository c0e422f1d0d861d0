package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * Keeps one folder of one account watched, through any number of connections, and brings each mail to the route once
 * (RFC 2177, RFC 9051). Pure: {@link #on} takes what happened and the time, and answers what is to be done, in order.
 * Not thread-safe: one owner feeds it. It runs once: what was stopped is not started again. An input goes by the
 * {@code Dispatcher} to the state of a lane, which talks with the server; the {@code Planner} says what comes next,
 * {@code Recovery} and {@code Moving} get connections, {@code Deliveries} has the mails.
 */
public final class MailboxSession {

    /** How long a stop may take until the connection is closed without goodbye. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    final SessionSettings settings;
    final Effects effects = new Effects();
    private final Timers timers = new Timers(effects);
    final Tally tally = new Tally();
    private final Planner planner = new Planner(this);
    final Deliveries deliveries;
    private final Moving moving = new Moving(this, timers, effects);
    private final Company company = new Company(this, timers, effects);
    private final Guest guest = new Guest(this, effects);
    private final Recovery recovery;
    private final Lanes lanes;
    private final Dispatcher dispatcher;
    private final IntSupplier generations;
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
        this(settings, random, counter());
    }

    /**
     * @param settings what the user decided
     * @param random gives the jitter of waits
     * @param generations numbers connections, higher each time, for all folders that share them
     */
    public MailboxSession(SessionSettings settings, RandomGenerator random, IntSupplier generations) {
        this.settings = settings;
        this.generations = generations;
        deliveries = new Deliveries(settings, effects, timers, tally);
        recovery = new Recovery(this, new Outage(settings.reconnect(), random, effects, tally));
        lanes = new Lanes(timers, this::newLane);
        dispatcher = new Dispatcher(this, timers);
    }

    /** Numbers connections from 1 on. */
    public static IntSupplier counter() {
        int[] last = new int[1];
        return () -> ++last[0];
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
        lanes.begin();
        input.applyTo(this);
        lanes.begin();
        reconsider();
        if (!suspended && !stopping) {
            changes().tell();
            deliveries.deliver();
            changes().tell(); // what waited for its mail
        }
        deliveries.saveCursor();
        if (state().phase() != phase) {
            phase = state().phase();
            since = now;
        }
        return effects.take();
    }

    /** Lets each lane find out what there is to do now; a move goes on when the active one is at rest. */
    private void reconsider() {
        if (moving.isDue() && state().isAtRest()) {
            moving.goOn();
        }
        lanes.reconsider(lanes.active());
        if (lanes.other() != null) {
            lanes.reconsider(lanes.other());
        }
        lanes.begin();
    }

    private Lane newLane(LaneTimers laneTimers) {
        return new Lane(new Connection(settings, effects, laneTimers, generations), laneTimers, new Stopped(this));
    }

    /** The connection of this step. */
    Connection connection() {
        return lanes.turn().connection;
    }

    /** What holds between us and the server of this step's connection. */
    Agreement agreement() {
        return connection().agreement();
    }

    Changes changes() {
        return deliveries.changes();
    }

    /** How things are. */
    public SessionSnapshot snapshot() {
        Ledger ledger = deliveries.ledger();
        Outage outage = recovery.outage();
        return new SessionSnapshot(
                phase,
                since,
                connection().lastHeard(),
                guest.isLodging() ? guest.isPushed() : connection().canPush(),
                connection().generation(),
                outage.attempts(),
                outage.nextAttempt(),
                outage.lastFailure(),
                ledger.uidValidity(),
                ledger.high(),
                ledger.readyCount(),
                ledger.inFlightCount(),
                ledger.parkedCount(),
                agreement().negotiated(),
                tally.counters());
    }

    void start() {
        if (isOver() && !stopping) {
            become(new Loading(this));
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

    void networkChanged() {
        lanes.turn().state.networkChanged();
    }

    void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        moving.abandon("the mailbox is stopped");
        if (isWatching()) {
            timers.set(SessionTimer.STOP, STOP_TIMEOUT);
        } else {
            end();
        }
    }

    SessionState state() {
        return lanes.active().state;
    }

    void become(SessionState next) {
        lanes.turn().timers.cancel(SessionTimer.STATE);
        lanes.turn().state = next;
        next.enter();
    }

    /** The folder is open. */
    void opened(boolean caughtUp) {
        connection().folder().opened();
        if (isBesideActive()) {
            proceed();
        } else {
            deliveries.opened(connection(), caughtUp);
            become(new Positioning(this));
        }
    }

    /** The connection is free: goes on with what is most important. */
    void proceed() {
        if (!isBesideActive() && moving.isDue()) {
            moving.goOn();
            if (!isBesideActive()) {
                return; // the next connection is being made
            }
        }
        Planner.Step step = planner.next();
        company.chosen(step);
        guest.chosen(step);
        become(step.newState(this));
    }

    Planner.Step nextStep() {
        return planner.next();
    }

    /** The folder is watched from here on. */
    void watched() {
        if (isBesideActive()) {
            moving.otherWatches();
            return;
        }
        recovery.outage().watched(connection().canPush(), now);
        connection().reconcileSomeTime();
        company.watched();
        moving.activeWatches();
    }

    /** The folder's name, in Unicode. */
    public String folder() {
        return settings.folder();
    }

    /** True while it has no connection of its own. */
    public boolean isGuest() {
        return guest.isLodging();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Lanes lanes() {
        return lanes;
    }

    Moving moving() {
        return moving;
    }

    Recovery recovery() {
        return recovery;
    }

    Company company() {
        return company;
    }

    Guest guest() {
        return guest;
    }

    /** Everything is over; what the route still has is no matter any more. */
    void end() {
        if (isBesideActive()) {
            moving.retired();
            return;
        }
        moving.abandon("the mailbox is stopped");
        moving.retired();
        deliveries.end();
        connection().close();
        timers.cancelAll();
        company.ended();
        become(new Stopped(this));
        effects.report(new SessionEvent.Stopped());
    }

    boolean isOver() {
        return state() instanceof Stopped;
    }

    /** True while the folder is open on the active connection. */
    boolean isWatching() {
        return state().phase().isWorking();
    }

    /** True in a step of the other connection that there is during a move. */
    boolean isBesideActive() {
        return lanes.isBesideActive();
    }

    /** What the connection of this step is to be bound to. */
    Binding binding() {
        return isBesideActive() ? moving.binding() : recovery.binding();
    }

    void stateTimer(Duration delay) {
        lanes.turn().timers.set(SessionTimer.STATE, delay);
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
