package org.camelpush.mobility.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.policy.Candidate;
import org.camelpush.mobility.policy.Direction;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.policy.Reason;

/**
 * Keeps one session on the bearer its policy wants. Told of everything by {@link #handle}, in one thread at a time; what is
 * to be done comes back. Questions and migrations are two things that go on side by side: a policy may be asked again while
 * the session still ends its work for the first answer.
 */
public final class MobilityManager {

    private final ManagerSettings settings;
    private final Questions questions = new Questions(this);
    private final Migrations migrations = new Migrations(this);
    private final Candidates candidates;
    private List<ManagerEffect> effects = new ArrayList<>();
    private Bearer active;
    private long activeSince;
    private Bearer lost;
    private final Wishes wishes = new Wishes();
    private boolean running;
    private boolean offline;
    private boolean waiting;
    private long backoffEnd;
    private long now;
    private MigrationState state = MigrationState.STOPPED;
    private long since;

    public MobilityManager(ManagerSettings settings) {
        this.settings = settings;
        candidates = new Candidates(settings);
    }

    /**
     * Takes what has happened.
     *
     * @param nanos of a clock that never goes back
     * @return what is to be done, in order
     */
    public List<ManagerEffect> handle(ManagerInput input, long nanos) {
        now = nanos;
        effects = new ArrayList<>();
        input.on(this);
        waitForBackoff();
        MigrationState is = currentState();
        if (is != state) {
            state = is;
            since = now;
        }
        return effects;
    }

    /** Any input may come just when a back-off is over: that must not be missed for it. */
    private void waitForBackoff() {
        if (running && waiting && backoffEnd - now <= 0) {
            waiting = false;
            lookAgain(Reason.TIME);
        }
        Duration next = running ? candidates.nextChange(now) : null;
        if (next != null) {
            backoffEnd = now + next.toNanos();
            effect(new ManagerEffect.SetTimer(ManagerTimer.BACKOFF, next));
        } else if (waiting) {
            effect(new ManagerEffect.CancelTimer(ManagerTimer.BACKOFF));
        }
        waiting = next != null;
    }

    private MigrationState currentState() {
        if (!running) {
            return MigrationState.STOPPED;
        }
        if (migrations.present() != null) {
            return migrations.present().phase;
        }
        if (questions.open() != null) {
            return MigrationState.DECIDING;
        }
        if (active != null) {
            return migrations.isRetiring() ? MigrationState.RETIRING : MigrationState.STABLE;
        }
        return candidates.nextChange(now) == null ? MigrationState.OFFLINE : MigrationState.REJECTED;
    }

    public ManagerSnapshot snapshot() {
        Migration migration = migrations.present();
        return new ManagerSnapshot(
                settings.session(),
                state,
                since,
                active,
                migration == null ? null : migration.target,
                wishes.pinned(),
                questions.open(),
                running ? candidates() : List.of(),
                questions.why(),
                migrations.last(),
                migrations.succeeded(),
                migrations.failures());
    }

    void start() {
        if (!running) {
            running = true;
            candidates.look(candidates.bearers(), now);
            evaluate(Reason.STARTED);
        }
    }

    void stop() {
        if (!running) {
            return;
        }
        questions.withdraw();
        questions.forget();
        migrations.giveUp(Result.CANCELLED, "the session was stopped");
        active = null;
        lost = null;
        offline = false;
        running = false;
    }

    void bearers(BearerSnapshot snapshot) {
        candidates.look(snapshot, now);
        if (running) {
            lookAgain(Reason.CHANGED);
        }
    }

    /** Notices what is lost, and asks where that is to be asked. */
    void lookAgain(Reason reason) {
        evaluate(noticeLoss() ? Reason.LOST : reason);
    }

    private boolean noticeLoss() {
        Migration migration = migrations.present();
        if (migration != null
                && migration.target != null
                && !candidates.bearers().carries(migration.target)) {
            migrations.targetLost();
        }
        boolean gone = active != null && (!candidates.bearers().carries(active) || isDeadEnd(active.id()));
        if (gone) {
            leaveDead();
        }
        return gone;
    }

    /** The monitor says that one gets nowhere by it, and there is another way. */
    private boolean isDeadEnd(String id) {
        boolean reaches =
                candidates.bearers().bearer(id).orElseThrow().reachability().isUsable();
        return !reaches && candidates().stream().anyMatch(each -> !each.id().equals(id));
    }

    private void leaveDead() {
        lost = active;
        active = null;
        effect(new ManagerEffect.CarrierLost(lost));
        report(new ManagerEvent.Lost(lost));
        migrations.activeLost();
    }

    void probed(Bearer bearer, Reachability reachability) {
        if (candidates.probed(bearer, reachability, now) && running) {
            lookAgain(Reason.CHANGED);
        }
    }

    void pathFailed(String id, String reason) {
        if (!running || active == null || !active.id().equals(id)) {
            return;
        }
        boolean elsewhere = candidates().stream().anyMatch(each -> !each.id().equals(id));
        if (elsewhere) {
            questions.why("no answer on " + id + ": " + reason);
            backoffs().failed(active, now, false);
            leaveDead();
            evaluate(Reason.LOST);
        }
    }

    void fired(ManagerTimer timer) {
        if (!running) {
            return;
        }
        switch (timer) {
            case DECISION -> questions.timedOut();
            case DRAIN -> migrations.drained();
            case CONNECT -> migrations.timedOut();
            case RECONSIDER -> reconsider(Reason.TIME);
            case BACKOFF -> {} // looked at after each input
        }
    }

    void reconsider(Reason reason) {
        if (running) {
            questions.forget();
            lookAgain(reason);
        }
    }

    void woke() {
        candidates.doubt();
        reconsider(Reason.TIME);
    }

    void pin(String bearer) {
        wishes.pin(bearer);
        if (bearer != null) {
            backoffs().forgive(bearer);
        }
        reconsider(Reason.OPERATOR);
    }

    void migrate(String bearer, DrainMode drain) {
        backoffs().forgive(bearer);
        Optional<Candidate> target = candidate(bearer);
        if (running && target.isPresent()) {
            questions.withdraw();
            questions.why("a person wants it");
            wish(target.get().bearer());
            go(target.get().bearer(), drain, MigrationMode.AUTO, null, questions.why());
        }
    }

    /** What a person wants holds until something changes. */
    void wish(Bearer bearer) {
        wishes.go(bearer, candidates());
    }

    /** Asks the policy where it is to be asked. */
    void evaluate(Reason reason) {
        candidates.toProbe(active, now).forEach(bearer -> effect(new ManagerEffect.Probe(bearer)));
        List<Candidate> there = candidates();
        if (there.isEmpty()) {
            questions.withdraw();
            questions.forget();
            offlineIfNowhere("there is no bearer that can be used");
            return;
        }
        Migration migration = migrations.present();
        Bearer current = migration != null && migration.target != null ? migration.target : active;
        Optional<Candidate> pin = wishes.pin(there);
        if (pin.isPresent()) {
            questions.withdraw();
            questions.why("pinned to " + wishes.pinned());
            go(pin.get().bearer(), DrainMode.COMPLETE_CURRENT, MigrationMode.AUTO, null, questions.why());
        } else if (current == null) {
            questions.ask(Direction.DOWNGRADE, reason, lost, null, there);
            offlineIfNowhere(questions.why());
        } else {
            askWhetherToStay(current, reason, there);
        }
    }

    private void askWhetherToStay(Bearer current, Reason reason, List<Candidate> there) {
        if (wishes.holds(current, there)) {
            return;
        }
        Bearer present = candidates.bearers().bearer(current.id()).orElse(current);
        if (settings.preference().prefers(proposed(there), present)) {
            Reason because = reason == Reason.CHANGED ? Reason.BETTER : reason;
            questions.ask(Direction.UPGRADE, because, null, present, there);
        } else if (settings.matters().test(current, present)
                || !settings.permits().test(present)) {
            questions.ask(Direction.LATERAL, reason, null, present, there);
        } else {
            questions.withdraw();
        }
    }

    /** A session that is nowhere and goes nowhere is told of once. */
    void offlineIfNowhere(String why) {
        boolean nowhere = active == null && migrations.present() == null && questions.open() == null;
        if (nowhere && !offline) {
            questions.why(why);
            report(new ManagerEvent.Offline(why));
        }
        offline = nowhere;
    }

    void go(Bearer target, DrainMode drain, MigrationMode mode, Duration drainTimeout, String why) {
        Migration migration = migrations.present();
        if (migration != null && target.isSameAs(migration.target)) {
            return;
        }
        if (target.isSameAs(active)) {
            migrations.giveUp(Result.SUPERSEDED, "the session stays on " + target.id());
        } else {
            migrations.begin(target, drain, mode, drainTimeout, why);
        }
    }

    void goOffline(String why) {
        if (active == null) {
            migrations.giveUp(Result.CANCELLED, why);
        } else {
            migrations.begin(null, DrainMode.COMPLETE_CURRENT, MigrationMode.BREAK_BEFORE_MAKE, null, why);
        }
    }

    /** What could be used now, the preferred one first. */
    List<Candidate> candidates() {
        return candidates.list(active, now);
    }

    Optional<Candidate> candidate(String id) {
        return Candidates.find(candidates(), id);
    }

    Bearer proposed(List<Candidate> list) {
        return candidates.proposed(list);
    }

    void active(Bearer bearer) {
        active = bearer;
        activeSince = now;
        if (bearer != null) {
            lost = null;
            offline = false;
        }
    }

    Bearer active() {
        return active;
    }

    Duration onActiveFor() {
        return active == null ? Duration.ZERO : Duration.ofNanos(now - activeSince);
    }

    void effect(ManagerEffect effect) {
        effects.add(effect);
    }

    void report(ManagerEvent event) {
        effects.add(new ManagerEffect.Report(event));
    }

    long now() {
        return now;
    }

    ManagerSettings settings() {
        return settings;
    }

    Questions questions() {
        return questions;
    }

    Migrations migrations() {
        return migrations;
    }

    Backoffs backoffs() {
        return candidates.backoffs();
    }
}
