package org.camelpush.imapidle.session.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.Cursor;
import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.session.MailEvent;
import org.camelpush.imapidle.session.MailboxSession;
import org.camelpush.imapidle.session.Move;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.SessionEffect;
import org.camelpush.imapidle.session.SessionEvent;
import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.imapidle.session.SessionSnapshot;
import org.camelpush.imapidle.session.SessionTimer;
import org.camelpush.imapidle.session.SharingNote;
import org.camelpush.imapidle.session.TurnStep;

/** One life of the process: feeds the session, carries its effects out in the model world, and checks every step. */
final class Shell implements SessionEffect.Performer {

    private final World world;
    private final MailboxSession session;
    private final WireRules wireRules;
    private final TimerRules timers;
    private final ModelRoute route;
    private final Witness witness;
    private final CountedBodies bodies = new CountedBodies();
    private final TurnRules turns;
    private final Map<Integer, Wire> wires = new HashMap<>();
    /** Moves that have no outcome yet. */
    private final Set<Long> moves = new HashSet<>();

    private long movesSoFar;
    private boolean nowhere;
    private boolean dead;
    private boolean suspended;
    private boolean stopping;
    private boolean saving;
    private SessionSnapshot snapshot;

    Shell(World world) {
        this.world = world;
        session = world.household == null
                ? new MailboxSession(world.schedule.settings, world.chance.random())
                : world.household.newSession(world);
        wireRules = new WireRules(world);
        timers = new TimerRules(world, this);
        turns = new TurnRules(world, this);
        route = new ModelRoute(world, this);
        witness = new Witness(world, this);
        snapshot = session.snapshot();
    }

    void input(SessionInput input) {
        if (dead) {
            return;
        }
        world.trace("->", () -> input);
        wireRules.before(input);
        suspended = input instanceof SessionInput.Suspend || suspended && !(input instanceof SessionInput.Resume);
        stopping |= input instanceof SessionInput.Stop;
        if (input instanceof SessionInput.Reconnect || !moves.isEmpty()) {
            witness.askedToReconnect();
        }
        boolean over = isStopped() || wireRules.isOfThePast(input) || turns.isOfThePast(input);
        List<SessionEffect> effects = session.on(input, world.clock());
        for (SessionEffect effect : effects) {
            world.trace("  =>", () -> effect);
            boolean cleansUp = effect instanceof SessionEffect.SaveCursor || effect instanceof SessionEffect.Release;
            boolean answers = input instanceof SessionInput.ChangeConnection && effect instanceof SessionEffect.Report;
            if (over && !cleansUp && !answers) {
                throw new BrokenRule("what is stopped or of the past must have no effect: " + effect);
            }
            effect.dispatch(this);
        }
        check(session.snapshot());
        if (world.household != null) {
            world.household.runErrands();
        }
    }

    private void check(SessionSnapshot now) {
        if (now.phase() != snapshot.phase()) {
            world.trace("  **", () -> now.phase());
            if (now.since() != world.clock()) {
                throw new BrokenRule("a phase must begin when it begins: " + now.phase());
            }
        }
        snapshot = now;
        boolean alone = world.household == null;
        boolean visits = now.phase() == SessionPhase.SYNCHRONIZING || now.phase() == SessionPhase.WORKING;
        boolean without = !alone && (session.isGuest() ? !visits : world.household.hasLent(this));
        if (!without) {
            wireRules.after(now, timers);
        }
        if (alone) {
            turns.after(now.phase(), wireRules.connections(), !moves.isEmpty());
        }
        timers.after(now, !without && wireRules.isResting(now));
        if (now.inFlight() + now.waiting() >= 64) {
            world.gone(Path.ROUTE_FULL);
        }
        if (now.parked() >= 100) {
            world.gone(Path.MANY_FAILED);
        }
        if (now.phase() == SessionPhase.POLLING) {
            world.gone(Path.POLLED);
        }
    }

    void move(MoveMode mode, Duration drain) {
        move(new Binding(null, "127.0.0." + (movesSoFar + 1)), mode, drain);
    }

    /** No network may be used, until it is moved again. */
    void moveNowhere(MoveMode mode, Duration drain) {
        move(Binding.NOWHERE, mode, drain);
    }

    private void move(Binding binding, MoveMode mode, Duration drain) {
        Move move = new Move(++movesSoFar, binding, mode, drain);
        nowhere = binding.isNowhere();
        moves.add(move.number());
        input(new SessionInput.ChangeConnection(move));
    }

    boolean isNowhere() {
        return nowhere;
    }

    void moveEnded(long number) {
        if (!moves.remove(number)) {
            throw new BrokenRule("a move must have one outcome, and only if it was asked for: " + number);
        }
    }

    void movesMustHaveEnded() {
        if (!moves.isEmpty()) {
            throw new BrokenRule("a move must have an outcome some time: " + moves);
        }
    }

    int connections() {
        return wireRules.connections();
    }

    /** The process is no more. */
    void crash() {
        dead = true;
        if (route.inRoute() > 0) {
            world.gone(Path.CRASH_WITH_MAIL_IN_ROUTE);
        }
        if (!world.schedule.cursorKept) {
            world.gone(Path.CRASH_WITHOUT_CURSOR);
        }
        wires.values().forEach(Wire::close);
        world.store.crashed();
    }

    @Override
    public void loadCursor() {
        world.store.load(this);
    }

    @Override
    public void saveCursor(Cursor cursor) {
        if (saving) {
            throw new BrokenRule("one position is saved at a time");
        }
        saving = true;
        world.deliveries.saved(cursor);
        world.store.save(this, cursor);
    }

    void saved() {
        saving = false;
        world.deliveries.kept();
        input(new SessionInput.CursorSaved());
    }

    @Override
    public void turn(SessionEffect.Turn turn) {
        if (nowhere && (turn.step() == TurnStep.ASK || turn.step() == TurnStep.ASK_AT_ONCE)) {
            throw new BrokenRule("no turn is taken where no network may be used");
        }
        turns.step(turn.generation(), turn.step());
    }

    @Override
    public void connect(SessionEffect.Connect connect) {
        int generation = connect.generation();
        if (nowhere) {
            throw new BrokenRule("nothing may be connected where no network may be used");
        }
        turns.connects(generation);
        if (movesSoFar == 0 && !connect.binding().equals(world.schedule.settings.binding())) {
            throw new BrokenRule("a connection must be bound as the user said: " + connect.binding());
        }
        wireRules.connects(generation, !moves.isEmpty());
        world.stimuli++;
        Wire wire = new Wire(world, this, generation);
        wires.put(generation, wire);
        wire.connect();
    }

    @Override
    public void startTls(int generation) {
        wireRules.uses(generation);
        wires.get(generation).startTls();
    }

    @Override
    public void compress(int generation) {
        wireRules.uses(generation);
        wires.get(generation).compress();
    }

    @Override
    public void askCredentials(int generation) {
        wireRules.uses(generation);
        world.agenda.after(world.chance.millis(0, 100), () -> {
            if (world.schedule.faults.happens(world.schedule.faults.noCredentials)) {
                world.gone(Path.NO_CREDENTIALS);
                Failure failure = new Failure(Failure.Kind.AUTHENTICATION, "no credentials");
                input(new SessionInput.Disconnected(generation, failure));
            } else {
                input(new SessionInput.CredentialsReady(generation, World.USER, world.schedule.password));
            }
        });
    }

    @Override
    public void send(SessionEffect.Send send) {
        wireRules.sends(send);
        wires.get(send.generation()).send(send.line());
    }

    @Override
    public void close(int generation) {
        wireRules.closes(generation);
        wires.remove(generation).close();
    }

    @Override
    public void setTimer(SessionTimer timer, long number, long delay) {
        timers.set(timer, number, delay);
    }

    @Override
    public void cancelTimer(SessionTimer timer) {
        timers.cancel(timer);
    }

    @Override
    public void deliver(PushedMail mail) {
        route.deliver(mail);
    }

    @Override
    public void tell(MailEvent event) {
        route.tell(event);
    }

    @Override
    public void release(Body body) {
        body.release();
    }

    @Override
    public void share(SharingNote note) {
        world.household.tell(this, note);
    }

    /** The connection goes to another session, or comes back from it. */
    void give(int generation, Shell to, boolean free) {
        ConnectionRules rules = free ? wireRules.gives(generation) : wireRules.recalls(generation);
        Wire wire = wires.remove(generation);
        wire.feeds(to);
        to.wires.put(generation, wire);
        to.wireRules.takes(generation, rules);
    }

    World world() {
        return world;
    }

    boolean isGuest() {
        return session.isGuest();
    }

    void turnsMustBeGivenBack() {
        turns.mustBeGivenBack();
    }

    @Override
    public void report(SessionEvent event) {
        event.tell(witness);
    }

    boolean isDead() {
        return dead;
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isStopped() {
        return witness.hasSeenTheEnd();
    }

    boolean isFetching() {
        return wireRules.isFetching();
    }

    boolean isUnsettled() {
        return witness.hasSeenARefusedSettlement();
    }

    /** Of the folder as the session knows it now, in the middle of a step too. */
    long uidValidity() {
        return session.snapshot().uidValidity();
    }

    SessionSnapshot snapshot() {
        return snapshot;
    }

    CountedBodies bodies() {
        return bodies;
    }

    ModelRoute route() {
        return route;
    }
}
