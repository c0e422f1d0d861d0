package org.camelpush.mobility.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerBook;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.policy.Preference;

/** Tells a manager what happens, step by step, and notes in words what it wants. */
final class ManagerScript {

    private final MobilityManager manager;
    private final BearerBook book = new BearerBook();
    private final List<ManagerEffect> effects = new ArrayList<>();
    private final List<Bearer> bearers = new ArrayList<>();
    private long now;
    private long started;

    private ManagerScript(ManagerSettings settings) {
        manager = new MobilityManager(settings);
    }

    static ManagerScript of(MigrationMode... modes) {
        return of(false, modes);
    }

    static ManagerScript of(boolean probes, MigrationMode... modes) {
        MobilityPolicy minds = request -> null;
        ManagerScript script = new ManagerScript(new ManagerSettings(
                "inbox",
                "alice",
                "imap",
                Set.of(modes),
                Preference.USUAL,
                bearer -> !bearer.tags().contains("forbidden"),
                minds::matters,
                probes,
                ManagerSettings.Times.USUAL));
        script.tell(new ManagerInput.Start());
        return script;
    }

    static ManagerScript makeBeforeBreak() {
        return of(MigrationMode.MAKE_BEFORE_BREAK, MigrationMode.BREAK_BEFORE_MAKE);
    }

    ManagerScript tell(ManagerInput input) {
        List<ManagerEffect> wanted = manager.handle(input, now);
        effects.addAll(wanted);
        for (ManagerEffect each : wanted) {
            if (each instanceof ManagerEffect.Report report && report.event() instanceof ManagerEvent.Started begun) {
                started = begun.migration();
            }
        }
        return this;
    }

    ManagerScript pass(Duration time) {
        now += time.toNanos();
        return this;
    }

    ManagerScript fire(ManagerTimer timer) {
        return tell(new ManagerInput.TimerFired(timer));
    }

    /** It is there from now on, as this says. */
    ManagerScript up(Bearer bearer) {
        bearers.removeIf(each -> each.id().equals(bearer.id()));
        bearers.add(bearer);
        return look();
    }

    ManagerScript gone(String id) {
        bearers.removeIf(each -> each.id().equals(id));
        return look();
    }

    private ManagerScript look() {
        book.look(bearers);
        return tell(new ManagerInput.Bearers(book.snapshot()));
    }

    /** Answers the open question. */
    ManagerScript answer(MobilityDecision decision) {
        return tell(new ManagerInput.Decided(question().requestId(), decision));
    }

    ManagerScript accept(String bearer, DrainMode drain) {
        return answer(MobilityDecision.accept(bearer, drain, "because"));
    }

    MobilityRequest question() {
        return manager.snapshot().question();
    }

    /** The present migration connects, catches up and takes over. */
    ManagerScript arrive() {
        long number = migration();
        return tell(new ManagerInput.Connected(number)).tell(new ManagerInput.CaughtUp(number));
    }

    ManagerScript prepared() {
        return tell(new ManagerInput.Prepared(migration()));
    }

    ManagerScript fail(MigrationOutcome.Result result) {
        return tell(new ManagerInput.Failed(migration(), result, "so it is"));
    }

    /** Number of the migration that began last. */
    long migration() {
        return started;
    }

    /** On that bearer, with nothing to do. */
    ManagerScript stableOn(Bearer bearer) {
        return up(bearer).accept(bearer.id(), DrainMode.IMMEDIATE).arrive().forget();
    }

    ManagerScript probed(Bearer bearer, Reachability reachability) {
        return tell(new ManagerInput.Probed(book.snapshot().bearer(bearer.id()).orElseThrow(), reachability));
    }

    ManagerScript forget() {
        effects.clear();
        return this;
    }

    MigrationState state() {
        return manager.snapshot().state();
    }

    ManagerSnapshot snapshot() {
        return manager.snapshot();
    }

    <T extends ManagerEffect> List<T> all(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends ManagerEffect> T only(Class<T> type) {
        List<T> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError("There are " + found.size() + " of " + type.getSimpleName() + " in " + effects);
        }
        return found.get(0);
    }

    /** What the session is told, in words: the migrations and whom they are about. */
    List<String> toSession() {
        List<String> words = new ArrayList<>();
        for (ManagerEffect effect : effects) {
            if (effect instanceof ManagerEffect.Prepare prepare) {
                words.add("prepare " + prepare.drain());
            } else if (effect instanceof ManagerEffect.CarrierLost lost) {
                words.add("lost " + lost.bearer().id());
            } else if (effect instanceof ManagerEffect.Connect connect) {
                words.add("connect " + connect.bearer().id());
            } else if (effect instanceof ManagerEffect.CutOver) {
                words.add("cutOver");
            } else if (effect instanceof ManagerEffect.Retire) {
                words.add("retire");
            } else if (effect instanceof ManagerEffect.Discard) {
                words.add("discard");
            } else if (effect instanceof ManagerEffect.Stay) {
                words.add("stay");
            }
        }
        return words;
    }

    List<String> outcomes() {
        return all(ManagerEffect.Completed.class).stream()
                .map(ManagerEffect.Completed::outcome)
                .map(outcome -> outcome.result() + " "
                        + (outcome.from() == null ? "-" : outcome.from().id()) + " "
                        + (outcome.to() == null ? "-" : outcome.to().id()))
                .toList();
    }

    ManagerEvent.Decided decided() {
        return all(ManagerEffect.Report.class).stream()
                .map(ManagerEffect.Report::event)
                .filter(ManagerEvent.Decided.class::isInstance)
                .map(ManagerEvent.Decided.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
