package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
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
    final Deliveries deliveries;
    private final Moving moving = new Moving(this, timers, effects);
    private final Company company = new Company(this, timers, effects);
    private final Guest guest = new Guest(this, effects);

    private final Lanes lanes;
    private final IntSupplier generations;
    private Binding binding;
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
        binding = settings.binding();
        outage = new Outage(settings.reconnect(), random, effects, tally);
        deliveries = new Deliveries(settings, effects, timers, tally);
        lanes = new Lanes(timers, this::newLane);
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

    /** The mails come from the other lane from here on, in whatever state that is. */
    void changeLane(Binding bound) {
        lanes.swap();
        binding = bound;
        Connection next = lanes.active().connection;
        if (next.folder().isOpen()) {
            goOnIn(next.folder());
            next.reconcileSomeTime();
        }
        lanes.in(lanes.active(), company::watched);
    }

    /** The ledger's mails are those of this folder from here on. */
    private void goOnIn(SelectedFolder folder) {
        if (!ledger().hasBegun() || folder.uidValidity() != ledger().uidValidity()) {
            deliveries.settlement().clear();
            folder.positionDue();
        } else if (folder.uidNext() != ledger().high() + 1) {
            folder.searchDue();
        }
        deliveries.settlement().readOnly(folder.isReadOnly());
        changes().opening(lanes.active().connection.isQresync());
        changes().opened(folder, lanes.active().connection.isQresync(), false);
    }

    Changes changes() {
        return deliveries.changes();
    }

    /** How things are. */
    public SessionSnapshot snapshot() {
        Ledger ledger = deliveries.ledger();
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
                connection().negotiated(),
                tally.counters());
    }

    void start() {
        if (isOver() && !stopping) {
            become(new Loading(this));
        }
    }

    void turnCame(int generation) {
        if (lanes.turnToAsking(generation)) {
            lanes.turn().state.turnCame();
        }
    }

    /** For what comes from a connection: void unless it is the one there is. */
    void ofGeneration(int generation, Consumer<SessionState> action) {
        if (lanes.turnTo(generation)) {
            action.accept(lanes.turn().state);
        }
    }

    void heard(int generation) {
        if (lanes.turnTo(generation)) {
            connection().heard(generation, now);
        }
    }

    void received(int generation, Response response) {
        if (lanes.turnTo(generation) && connection().heard(generation, now)) {
            response.dispatch(lanes.turn().state);
        } else if (response instanceof Response.Fetch fetch) {
            effects.release(fetch.mail().body());
        }
    }

    void timerFired(SessionTimer timer, long number) {
        if (!timers.takeFired(timer, number)) {
            return;
        }
        if (timer.isOfALane()) {
            lanes.turnTo(timer);
        }
        switch (timer) {
            case DEADLINE, SECOND_DEADLINE -> deadline();
            case STATE, SECOND_STATE -> lanes.turn().state.timer();
            case RECONCILE, SECOND_RECONCILE -> connection().reconcileDue();
            case DRAIN -> moving.drained();
            case REDELIVERY -> deliveries.redeliver(now);
            case SETTLE -> deliveries.settlement().overdue();
            case SURVEY -> company.surveyDue();
            case STOP -> end();
        }
    }

    private void deadline() {
        SessionState state = lanes.turn().state;
        if (connection().isTooLate(now)) {
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

    void networkChanged() {
        lanes.turn().state.networkChanged();
    }

    void reconnect() {
        if (stopping || isOver() || state() instanceof Loading) {
            return;
        }
        if (guest.isLodging()) {
            lookSoon();
            return;
        }
        moving.abandon("a new connection was asked for");
        connectBoundTo(binding);
    }

    /** What a new connection would bring. */
    private void lookSoon() {
        connection().folder().searchDue();
        outage.asked(now);
        if (!guest.isVisiting()) {
            become(new Lodging(this));
        }
    }

    void move(Move move) {
        if (guest.isLodging() && !isOver() && !stopping) {
            binding = move.binding(); // the host's connection is what moves
            effects.report(new SessionEvent.Moved(move.number(), binding, Duration.ZERO));
        } else {
            moving.begin(move);
        }
    }

    /** Leaves the active connection or wait, and connects at once. */
    void connectBoundTo(Binding bound) {
        binding = bound;
        if (!(state() instanceof Loading)) {
            lanes.in(lanes.active(), () -> {
                connection().close();
                outage.asked(now);
                connectAtOnce();
            });
        }
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
            deliveries.settlement().readOnly(connection().folder().isReadOnly());
            changes().opened(connection().folder(), connection().isQresync(), caughtUp);
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

    /** The position is known, or has to be read first. */
    void connect() {
        connect(TurnStep.ASK);
    }

    void connectAtOnce() {
        connect(TurnStep.ASK_AT_ONCE);
    }

    private void connect(TurnStep how) {
        if (!deliveries.isPositionKnown()) {
            become(new Loading(this));
        } else if (binding.equals(Binding.NOWHERE) && !isBesideActive()) {
            // without a turn, which others need, and which is the host's to fail
            connectionLost(new Failure(Failure.Kind.NETWORK, "No network may be used"));
        } else {
            become(guest.isLodging() ? new Lodging(this) : new Queued(this, how));
        }
    }

    void connectionLost(Failure failure) {
        boolean visiting = guest.isVisiting();
        connection().close(failure);
        if (isBesideActive()) {
            moving.otherLost(failure);
        } else if (visiting) {
            connection().folder().searchDue();
            become(new Lodging(this)); // the loss is the host's to deal with
        } else {
            tally.losses++;
            company.lost();
            goOnWithout(failure);
        }
    }

    private void goOnWithout(Failure failure) {
        if (stopping) {
            end();
        } else if (!moving.replacesLost(failure)) {
            if (failure.kind() == Failure.Kind.LIMIT && guest.goesToHost(failure)) {
                become(new Lodging(this));
            } else {
                retryOrFail(failure);
                company.unfit(failure);
            }
        }
    }

    /** The server said no to a guest: the connection is as good as before. */
    void visitRefused(Failure failure) {
        connection().giveBack();
        if (stopping) {
            end();
        } else {
            retryOrFail(failure);
        }
    }

    Outage outage() {
        return outage;
    }

    Lanes lanes() {
        return lanes;
    }

    void retryOrFail(Failure failure) {
        OptionalLong delay = outage.lost(failure, now);
        if (delay.isPresent()) {
            become(new BackingOff(this, delay.getAsLong()));
        } else {
            company.ended();
            become(new Failed(this));
        }
    }

    /** The folder is watched from here on. */
    void watched() {
        if (isBesideActive()) {
            moving.otherWatches();
            return;
        }
        outage.watched(connection().canPush(), now);
        connection().reconcileSomeTime();
        company.watched();
        moving.activeWatches();
    }

    /** On a visit everything was looked at. */
    void guestWatched() {
        outage.watched(guest.isPushed(), now);
    }

    void mailboxStatus(Response.MailboxStatus status) {
        if (company.isHost() || guest.isVisiting()) {
            effects.share(new SharingNote.News(status));
        }
    }

    /** The folder's name, in Unicode. */
    public String folder() {
        return settings.folder();
    }

    /** True while it has no connection of its own. */
    public boolean isGuest() {
        return guest.isLodging();
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

    /** True when the session goes on with another connection as soon as this one is free. */
    boolean isToBeLeft() {
        return moving.isDue();
    }

    boolean isRetiring() {
        return moving.isRetiring();
    }

    /** What the connection of this step is to be bound to. */
    Binding binding() {
        return isBesideActive() ? moving.binding() : binding;
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
