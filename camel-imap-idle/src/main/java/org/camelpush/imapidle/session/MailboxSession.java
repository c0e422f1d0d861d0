package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.Capabilities;
import org.camelpush.imapidle.protocol.Command;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.Response;

/**
 * Keeps one folder of one account watched, through any number of connections, and brings each mail to the route once
 * (RFC 2177, RFC 9051). Pure: {@link #on} takes what happened and the time, and answers what is to be done, in order.
 * Not thread-safe: one owner feeds it.
 */
public final class MailboxSession {

    /** How long a stop may take until the connection is closed without goodbye. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    /** How long an acknowledged mail waits for others before the server is told. */
    static final Duration SETTLE_DELAY = Duration.ofSeconds(1);

    private final SessionSettings settings;
    private final RandomGenerator random;
    private final Ledger ledger;
    private final Settlement settlement;
    private final Planner planner = new Planner(this);
    private final Timers timers = new Timers(this);
    private final Tally tally = new Tally();
    private final Outage outage = new Outage();
    private List<SessionEffect> effects = new ArrayList<>(4);

    private SessionState state = new Stopped(this);
    private long since;
    private long now;
    private int generation;
    private int tags;
    private long lastHeard;
    private long noticedAt;
    private Patience patience;
    private Capabilities capabilities = Capabilities.NONE;
    private SelectedFolder folder = new SelectedFolder();
    private Pace pace = new Pace();
    private boolean suspended;
    private boolean positionKnown;
    private boolean stopping;
    private boolean saving;
    private boolean reconcileDue;

    /**
     * @param settings what the user decided
     * @param random gives the jitter of waits
     */
    public MailboxSession(SessionSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        ledger = new Ledger(settings);
        settlement = new Settlement(settings.after());
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
        deliverReady();
        saveCursor();
        if (effects.isEmpty()) {
            return List.of();
        }
        List<SessionEffect> answer = effects;
        effects = new ArrayList<>(4);
        return answer;
    }

    /** How things are. */
    public SessionSnapshot snapshot() {
        return new SessionSnapshot(
                state.phase(),
                since,
                lastHeard,
                canPush(),
                generation,
                outage.attempts(),
                outage.nextAttempt(),
                outage.lastFailure(),
                ledger.uidValidity(),
                ledger.high(),
                ledger.readyCount(),
                ledger.inFlightCount(),
                ledger.parkedCount(),
                tally.counters());
    }

    // --- inputs

    void start() {
        if (state instanceof Stopped) {
            become(new Loading(this));
        }
    }

    void ofGeneration(int expected, Consumer<SessionState> action) {
        if (expected == generation) {
            action.accept(state);
        }
    }

    void received(int expected, Response response) {
        if (expected == generation) {
            lastHeard = now;
            response.dispatch(state);
        } else if (response instanceof Response.Fetch fetch) {
            release(fetch.mail().body());
        }
    }

    void heard(int expected) {
        if (expected == generation) {
            lastHeard = now;
        }
    }

    void timerFired(SessionTimer timer, long number) {
        if (!timers.takeFired(timer, number)) {
            return;
        }
        switch (timer) {
            case DEADLINE -> deadline();
            case STATE -> state.timer();
            case RECONCILE -> reconcileDue = true;
            case REDELIVERY -> ledger.redeliver(now);
            case SETTLE -> settlement.overdue();
            case STOP -> end();
        }
        redeliverLater();
    }

    private void deadline() {
        long silence = now - lastHeard;
        long allowed = settings.livenessTimeout().toNanos();
        if (patience == Patience.WHILE_HEARD && silence < allowed) {
            timers.set(SessionTimer.DEADLINE, allowed - silence);
        } else {
            state.lost(new Failure(
                    Failure.Kind.SILENCE, "No answer from the server while " + state.phase() + ", in the time allowed"));
        }
    }

    private void deliverReady() {
        while (!suspended && !stopping) {
            Optional<PushedMail> mail = ledger.nextDelivery();
            if (mail.isEmpty()) {
                return;
            }
            tally.delivered++;
            emit(new SessionEffect.Deliver(mail.get()));
        }
    }

    private void saveCursor() {
        if (!saving) {
            ledger.takeCursor().ifPresent(cursor -> {
                saving = true;
                emit(new SessionEffect.SaveCursor(cursor));
            });
        }
    }

    void acknowledged(long uidValidity, long uid, boolean success) {
        if (uidValidity != ledger.uidValidity() || state instanceof Stopped) {
            return;
        }
        switch (ledger.acknowledged(uid, success, now)) {
            case DONE -> {
                tally.acknowledged++;
                settlement.processed(uid);
            }
            case PARKED -> tally.failed++;
            case GIVEN_UP -> {
                tally.failed++;
                giveUp(uid);
            }
            case UNKNOWN -> {
                return;
            }
        }
        settleLater();
        redeliverLater();
    }

    void suspended(boolean value) {
        suspended = value;
    }

    void reconnect() {
        if (state instanceof Stopped || state instanceof Loading || stopping) {
            return;
        }
        if (!(state instanceof BackingOff || state instanceof Failed)) {
            disconnect();
        }
        become(new Connecting(this));
    }

    void stop() {
        if (stopping || state instanceof Stopped) {
            return;
        }
        stopping = true;
        timers.set(SessionTimer.STOP, STOP_TIMEOUT.toNanos());
        if (!state.phase().isWorking()) {
            end();
        }
    }

    void cursorSaved() {
        saving = false;
    }

    // --- what states need

    SessionState state() {
        return state;
    }

    void become(SessionState next) {
        timers.cancel(SessionTimer.STATE);
        if (next.phase() != state.phase()) {
            since = now;
        }
        state = next;
        next.enter();
    }

    /** The connection is free: goes on with what is most important. */
    void proceed() {
        become(
                switch (planner.next()) {
                    case LOG_OUT -> new LoggingOut(this);
                    case SETTLE -> new Settling(this);
                    case SUSPEND -> new Suspended(this);
                    case VERIFY -> new Verifying(this);
                    case FETCH -> new Fetching(this);
                    case LOOK -> new Looking(this);
                    case FETCH_NEWS -> new FetchingNews(this);
                    case IDLE -> new Idling(this);
                    case WAIT -> new Waiting(this);
                });
    }

    Planner.Step nextStep() {
        return planner.next();
    }

    String sendTagged(Command command) {
        String tag = "A" + ++tags;
        emit(new SessionEffect.Send(generation, tag + ' ' + command.text(), command.secret()));
        return tag;
    }

    void sendUntagged(Command command) {
        emit(new SessionEffect.Send(generation, command.text(), command.secret()));
    }

    void expectAnswer(Patience how) {
        patience = how;
        timers.set(SessionTimer.DEADLINE, settings.livenessTimeout().toNanos());
    }

    /** Something other than the server's answer is due. */
    void expectWithin(Duration time) {
        patience = Patience.STRICT;
        timers.set(SessionTimer.DEADLINE, time.toNanos());
    }

    void answerCame() {
        timers.cancel(SessionTimer.DEADLINE);
    }

    void connect() {
        generation++;
        tags = 0;
        lastHeard = now;
        capabilities = Capabilities.NONE;
        folder = new SelectedFolder();
        pace = new Pace();
        emit(new SessionEffect.Connect(generation));
        expectWithin(settings.connectTimeout());
    }

    /** Forgets the connection; what still comes from it is void. */
    void disconnect() {
        timers.cancel(SessionTimer.DEADLINE);
        timers.cancel(SessionTimer.RECONCILE);
        reconcileDue = false;
        emit(new SessionEffect.Close(generation));
        generation++;
    }

    void connectionLost(Failure failure) {
        disconnect();
        tally.losses++;
        if (stopping) {
            end();
            return;
        }
        retryOrFail(failure);
    }

    void retryOrFail(Failure failure) {
        outage.lost(failure, now);
        if (!settings.reconnect().allows(outage.attempts())) {
            report(new SessionEvent.GaveUpConnecting(failure, outage.attempts()));
            become(new Failed(this));
            return;
        }
        Duration delay = Duration.ofNanos(
                settings.reconnect().delayBefore(outage.attempts(), failure.isRefusal(), random));
        outage.nextAttempt(now + delay.toNanos());
        report(new SessionEvent.Lost(failure, outage.attempts(), delay));
        become(new BackingOff(this, delay));
    }

    /** The folder is watched from here on. */
    void watched() {
        if (!outage.isOver()) {
            tally.connections++;
            report(new SessionEvent.Ready(canPush(), outage.attempts(), outage.end(now)));
            reconcileLater(settings.reconcileInterval().toNanos());
        }
    }

    /** Everything is over; what the route still has is no matter any more. */
    void end() {
        if (!(state instanceof Stopped)) {
            timers.cancelAll();
            ledger.clearReady().forEach(this::release);
            emit(new SessionEffect.Close(generation));
            generation++;
            become(new Stopped(this));
            report(new SessionEvent.Stopped());
        }
    }

    /** Takes a mail that was fetched, unless somebody marked it as deleted or it is not wanted (any more). */
    void take(FetchedMail mail) {
        if (mail.flags().contains("\\Deleted")) {
            ledger.gone(mail.uid());
            release(mail.body());
        } else if (!ledger.fetched(mail, noticedAt)) {
            release(mail.body());
        }
    }

    void giveUp(long uid) {
        tally.givenUp++;
        settlement.givenUp(uid);
        report(new SessionEvent.DeliveryGivenUp(uid, settings.redelivery().maxAttempts()));
    }

    void mailboxReset(long newUidValidity) {
        tally.resets++;
        settlement.clear();
        report(new SessionEvent.MailboxReset(ledger.uidValidity(), newUidValidity));
    }

    void noticed() {
        noticedAt = now;
    }

    void reconcileLater(long delay) {
        reconcileDue = false;
        timers.set(SessionTimer.RECONCILE, delay);
    }

    void settleLater() {
        if (!settlement.isEmpty() && !settlement.isOverdue() && !timers.isRunning(SessionTimer.SETTLE)) {
            timers.set(SessionTimer.SETTLE, SETTLE_DELAY.toNanos());
        }
    }

    void redeliverLater() {
        ledger.nextRedelivery().ifPresent(due -> timers.set(SessionTimer.REDELIVERY, due - now));
    }

    void stateTimer(Duration delay) {
        timers.set(SessionTimer.STATE, delay.toNanos());
    }

    boolean canPush() {
        return capabilities.has("IDLE") && !pace.isIdleDenied();
    }

    boolean mayIdle() {
        return canPush() && pace.mayIdle(now);
    }

    boolean mayLook() {
        return pace.mayLook(now);
    }

    void release(Body body) {
        if (body != null) {
            emit(new SessionEffect.Release(body));
        }
    }

    void report(SessionEvent event) {
        emit(new SessionEffect.Report(event));
    }

    void emit(SessionEffect effect) {
        effects.add(effect);
    }

    // --- what states read

    long now() {
        return now;
    }

    SessionSettings settings() {
        return settings;
    }

    int generation() {
        return generation;
    }

    Ledger ledger() {
        return ledger;
    }

    Settlement settlement() {
        return settlement;
    }

    SelectedFolder folder() {
        return folder;
    }

    Pace pace() {
        return pace;
    }

    Tally tally() {
        return tally;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    void capabilities(Capabilities value) {
        capabilities = value;
    }

    boolean isPositionKnown() {
        return positionKnown;
    }

    void positionKnown() {
        positionKnown = true;
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean isReconcileDue() {
        return reconcileDue;
    }
}
