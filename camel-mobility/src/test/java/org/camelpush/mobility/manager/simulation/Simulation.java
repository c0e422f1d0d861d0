package org.camelpush.mobility.manager.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerBook;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.bearer.Metered;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.manager.ManagerEffect;
import org.camelpush.mobility.manager.ManagerEvent;
import org.camelpush.mobility.manager.ManagerInput;
import org.camelpush.mobility.manager.ManagerSettings;
import org.camelpush.mobility.manager.ManagerTimer;
import org.camelpush.mobility.manager.MobilityManager;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.policy.Preference;
import org.camelpush.mobility.policy.Reason;
import org.camelpush.mobility.testkit.Bearers;

/** One schedule: a manager among bearers that come and go, a policy of any mood, and a session that may fail. */
final class Simulation {

    private static final long SECOND = 1_000_000_000L;
    private static final int MAX_STEPS = 20_000;

    private final SplittableRandom random;
    private final Agenda agenda = new Agenda();
    private final Rules rules = new Rules();
    private final ModelSession session = new ModelSession();
    private final BearerBook book = new BearerBook();
    private final List<Object> trace = new ArrayList<>();
    private final Map<ManagerTimer, Agenda.Entry> timers = new EnumMap<>(ManagerTimer.class);
    private final List<Bearer> world = new ArrayList<>(List.of(
            Bearers.ethernet().withState(BearerState.DOWN),
            Bearers.wifi().withState(BearerState.DOWN),
            Bearers.cellular().withState(BearerState.DOWN),
            Bearers.up("vsat0", BearerType.SATELLITE, "127.0.0.4").withState(BearerState.DOWN)));
    private final boolean capricious;
    private final boolean prohibits;
    /** A person pins and migrates, and ends that when everything is to come to rest. */
    private final boolean operated;

    private final MobilityManager manager;
    private BearerSnapshot known = BearerSnapshot.NONE;
    private boolean calm;
    private int steps;

    Simulation(long seed) {
        random = new SplittableRandom(seed);
        capricious = random.nextInt(3) == 0;
        prohibits = random.nextInt(4) == 0;
        operated = random.nextInt(3) == 0;
        Set<MigrationMode> modes = random.nextBoolean()
                ? Set.of(MigrationMode.MAKE_BEFORE_BREAK, MigrationMode.BREAK_BEFORE_MAKE)
                : Set.of(MigrationMode.BREAK_BEFORE_MAKE);
        manager = new MobilityManager(new ManagerSettings(
                "s",
                "alice",
                "imap",
                modes,
                Preference.USUAL,
                this::permits,
                (before, now) -> before.metered() != now.metered() || before.state() != now.state(),
                random.nextInt(3) == 0,
                ManagerSettings.Times.USUAL));
    }

    private boolean permits(Bearer bearer) {
        return !prohibits || bearer.type() != BearerType.SATELLITE;
    }

    /** What is broken, with the way there; empty when nothing is. */
    List<String> run() {
        int events = 5 + random.nextInt(40);
        input(new ManagerInput.Start());
        for (int i = 0; i < events; i++) {
            agenda.after((long) (random.nextDouble() * random.nextInt(1, 90) * SECOND), this::something);
        }
        drainUntil(120 * SECOND);
        if (random.nextInt(5) == 0) {
            session.stop();
            input(new ManagerInput.Stop());
            rules.stopped();
            drainUntil(agenda.now() + 600 * SECOND);
        } else {
            settle();
        }
        return rules.broken().isEmpty() ? List.of() : words();
    }

    private List<String> words() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            Object each = trace.get(i);
            lines.add(each instanceof Long millis ? millis + " ms: " + trace.get(++i) : "    " + each);
        }
        return lines;
    }

    List<String> broken() {
        return rules.broken();
    }

    private void settle() {
        calm = true;
        if (operated) {
            input(new ManagerInput.Pin(null));
        }
        if (capricious) {
            drainUntil(agenda.now() + 600 * SECOND); // what waits for an approval has waited in vain
            input(new ManagerInput.Reconsider(Reason.TIME));
        }
        // longer than the back-off of a refused login
        drainUntil(agenda.now() + 3 * 3600 * SECOND);
        Bearer best = book.snapshot().all().stream()
                .filter(each -> each.isUsable() && permits(each))
                .min(Preference.USUAL)
                .orElse(null);
        Bearer on = manager.snapshot().bearer();
        if (best == null && on != null && book.snapshot().carries(on)) {
            best = on; // said to lead nowhere, or not permitted any more: a connection that stands is left for a
            // better one only
        }
        rules.atRest(manager.snapshot(), session, best);
    }

    private void drainUntil(long end) {
        while (rules.broken().isEmpty() && agenda.next(end)) {
            rules.must(++steps < MAX_STEPS, "it never comes to rest");
        }
    }

    private void something() {
        switch (random.nextInt(13)) {
            case 0, 1, 2, 3, 4 -> bearer();
            case 5, 7 -> person();
            case 6 -> input(new ManagerInput.Approve());
            case 8 -> input(new ManagerInput.PathFailed(any().id(), "no answer"));
            case 9 -> {
                if (capricious) {
                    input(new ManagerInput.Reconsider(Reason.TIME));
                }
            }
            case 10 -> {
                bearer();
                bearer();
                bearer();
            }
            case 11 -> {
                agenda.sleep(random.nextInt(8 * 3600) * SECOND);
                input(new ManagerInput.Woke());
            }
            default -> input(new ManagerInput.Failed(random.nextInt(1, 10), Result.MOBILITY_ERROR, "out of the blue"));
        }
    }

    private void person() {
        if (!operated) {
            bearer();
        } else if (random.nextBoolean()) {
            input(new ManagerInput.Pin(random.nextBoolean() ? any().id() : null));
        } else {
            input(new ManagerInput.Migrate(any().id(), drain()));
        }
    }

    private Bearer any() {
        return world.get(random.nextInt(world.size()));
    }

    private void bearer() {
        int index = random.nextInt(world.size());
        Bearer before = world.get(index);
        Bearer now =
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> before.withState(BearerState.UP).withReachability(Reachability.UNKNOWN);
                    case 3, 4 -> before.withState(BearerState.DOWN);
                    case 5 -> before.withMetered(random.nextBoolean() ? Metered.YES : Metered.NO);
                    case 6 -> before.withAddresses(List.of("127.0.1." + random.nextInt(1, 200)));
                    default -> before.withState(random.nextBoolean() ? BearerState.LOSING : BearerState.BLOCKED);
                };
        if (random.nextInt(20) == 0) {
            now = now.withReachability(Reachability.PORTAL);
        }
        world.set(index, now);
        book.look(world);
        BearerSnapshot seen = book.snapshot();
        // the word of a monitor takes its time, but keeps its order
        agenda.after(0, () -> {
            if (seen.number() > known.number()) {
                known = seen;
                input(new ManagerInput.Bearers(seen));
            }
        });
    }

    private DrainMode drain() {
        return DrainMode.values()[random.nextInt(3)];
    }

    private void input(ManagerInput input) {
        trace.add(agenda.now() / 1_000_000);
        trace.add(input);
        List<ManagerEffect> effects = manager.handle(input, agenda.now());
        effects.forEach(this::effect);
        rules.after(manager.snapshot(), session);
    }

    private void later(ManagerInput input) {
        agenda.after((long) (random.nextDouble() * 3 * SECOND), () -> input(input));
    }

    private void effect(ManagerEffect effect) {
        trace.add(effect);
        if (effect instanceof ManagerEffect.Ask ask) {
            rules.asked(ask);
            answer(ask.request());
        } else if (effect instanceof ManagerEffect.Cancel cancel) {
            rules.cancelled(cancel.requestId());
        } else if (effect instanceof ManagerEffect.SetTimer set) {
            cancel(set.timer());
            timers.put(
                    set.timer(),
                    agenda.after(set.delay().toNanos(), () -> input(new ManagerInput.TimerFired(set.timer()))));
        } else if (effect instanceof ManagerEffect.CancelTimer cancel) {
            // a timer that has fired already may come late
            if (calm || random.nextInt(4) > 0) {
                cancel(cancel.timer());
            }
        } else if (effect instanceof ManagerEffect.Completed completed) {
            rules.completed(completed);
        } else if (effect instanceof ManagerEffect.Report report) {
            report(report.event());
        } else if (effect instanceof ManagerEffect.Probe probe) {
            Reachability found = calm || random.nextInt(3) > 0 ? Reachability.SERVER : Reachability.LOCAL;
            later(new ManagerInput.Probed(probe.bearer(), found));
        } else {
            toSession(effect);
        }
    }

    private void cancel(ManagerTimer timer) {
        Agenda.Entry entry = timers.remove(timer);
        if (entry != null) {
            entry.cancel();
        }
    }

    private void report(ManagerEvent event) {
        if (event instanceof ManagerEvent.Decided decided) {
            rules.decided(decided);
        } else if (event instanceof ManagerEvent.Started started) {
            rules.started(started);
        }
    }

    private void toSession(ManagerEffect effect) {
        if (effect instanceof ManagerEffect.Prepare prepare) {
            session.prepare(prepare);
            if (calm || random.nextInt(4) > 0) {
                later(new ManagerInput.Prepared(prepare.migration()));
            }
        } else if (effect instanceof ManagerEffect.Stay) {
            session.stay();
        } else if (effect instanceof ManagerEffect.CarrierLost lost) {
            session.carrierLost(lost);
        } else if (effect instanceof ManagerEffect.Connect connect) {
            rules.connects(connect, known);
            session.connect(connect);
            connectLater(connect.migration());
        } else if (effect instanceof ManagerEffect.CatchUp catchUp) {
            if (calm || random.nextInt(6) > 0) {
                agenda.after(SECOND / 10, () -> {
                    session.caughtUp(catchUp.migration());
                    input(new ManagerInput.CaughtUp(catchUp.migration()));
                });
            } else {
                later(new ManagerInput.Failed(catchUp.migration(), Result.MOBILITY_ERROR, "half-way"));
            }
        } else if (effect instanceof ManagerEffect.CutOver cutOver) {
            session.cutOver(cutOver);
        } else if (effect instanceof ManagerEffect.Retire retire) {
            boolean hurry = retire.timeout().isZero(); // said again
            rules.must(hurry || session.isRetiring(), "told to retire nothing");
            session.retire();
            later(new ManagerInput.Retired(retire.migration()));
        } else if (effect instanceof ManagerEffect.Discard discard) {
            session.discard(discard);
        }
    }

    private void connectLater(long migration) {
        int luck = calm ? 9 : random.nextInt(10);
        switch (luck) {
            case 0 -> {} // hangs
            case 1 -> later(new ManagerInput.Failed(migration, Result.COULD_NOT_CONNECT, "refused"));
            case 2 -> later(new ManagerInput.Failed(migration, Result.LIMIT_REACHED, "too many"));
            case 3 -> later(new ManagerInput.Failed(migration, Result.AUTH_REFUSED, "wrong password"));
            default ->
                agenda.after((long) (random.nextDouble() * 4 * SECOND), () -> {
                    session.connected(migration);
                    input(new ManagerInput.Connected(migration));
                });
        }
    }

    private void answer(MobilityRequest request) {
        if (!calm && random.nextInt(8) == 0) {
            return; // never
        }
        if (!calm && random.nextInt(10) == 0) {
            later(new ManagerInput.PolicyFailed(request.requestId(), "the policy threw"));
            return;
        }
        MobilityDecision decision = !calm && capricious && random.nextBoolean() ? whim(request) : obedient(request);
        ManagerInput answer = new ManagerInput.Decided(request.requestId(), decision);
        if (random.nextBoolean()) {
            agenda.after(0, () -> input(answer));
        } else {
            agenda.after((long) (random.nextDouble() * (calm ? 4 : 8) * SECOND), () -> input(answer));
        }
        if (random.nextInt(10) == 0) {
            later(answer); // twice
        }
    }

    private MobilityDecision obedient(MobilityRequest request) {
        if (!permits(request.proposed())) {
            return new MobilityDecision.Ignore(null, "not permitted");
        }
        boolean better = request.present() == null || Preference.USUAL.prefers(request.proposed(), request.present());
        return better
                ? new MobilityDecision.Accept(
                        request.proposed().id(), drain(), MigrationMode.AUTO, Duration.ofSeconds(10), "better")
                : new MobilityDecision.Ignore(null, "good enough");
    }

    private MobilityDecision whim(MobilityRequest request) {
        return switch (random.nextInt(6)) {
            case 0 -> new MobilityDecision.Ignore(null, "no");
            case 1 -> new MobilityDecision.Ignore(Duration.ofSeconds(random.nextInt(60)), "not yet");
            case 2 -> new MobilityDecision.Hold(Duration.ofSeconds(random.nextInt(60)), "wait");
            case 3 -> new MobilityDecision.Pending(Duration.ofSeconds(30), "who knows");
            case 4 -> new MobilityDecision.GoOffline("enough");
            default -> MobilityDecision.accept(random.nextBoolean() ? "nosuch" : any().id(), drain(), "for no reason");
        };
    }
}
