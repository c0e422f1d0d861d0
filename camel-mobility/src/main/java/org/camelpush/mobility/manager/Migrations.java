package org.camelpush.mobility.manager;

import java.time.Duration;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.manager.ManagerEffect.CancelTimer;
import org.camelpush.mobility.manager.ManagerEffect.SetTimer;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.policy.Reason;

/**
 * Takes the session from one bearer to another, one migration at a time. Each one that begins ends once. A later decision
 * takes the place of an earlier one, and may only tighten what becomes of the work under way.
 */
final class Migrations {

    private final MobilityManager manager;
    private Migration present;
    private long number;
    private long retiring;
    private MigrationOutcome last;
    private long succeeded;
    private long failed;

    Migrations(MobilityManager manager) {
        this.manager = manager;
    }

    Migration present() {
        return present;
    }

    boolean isRetiring() {
        return retiring != 0;
    }

    MigrationOutcome last() {
        return last;
    }

    long succeeded() {
        return succeeded;
    }

    long failures() {
        return failed;
    }

    /** Goes there, or nowhere where the target is null. The session is not there yet. */
    void begin(Bearer target, DrainMode drain, MigrationMode wish, Duration drainTimeout, String why) {
        Bearer from = manager.active();
        DrainMode tightest = from == null ? DrainMode.IMMEDIATE : drain;
        Migration before = present;
        if (before != null) {
            tightest = before.preparing ? tightest.tightened(before.drain) : tightest;
            giveUp(Result.SUPERSEDED, "another decision took its place");
        }
        hurryRetirement();
        Duration patience = drainTimeout == null ? manager.settings().times().drain() : drainTimeout;
        present = new Migration(++number, from, target, tightest, patience, manager.now());
        present.mode = mode(wish, from, target);
        manager.report(new ManagerEvent.Started(number, from, target, present.mode, tightest, why));
        if (from == null) {
            connect();
        } else if (present.mode == MigrationMode.SEAMLESS) {
            arrive();
        } else if (tightest == DrainMode.IMMEDIATE) {
            leave();
        } else {
            prepare();
        }
    }

    private MigrationMode mode(MigrationMode wish, Bearer from, Bearer target) {
        if (from == null || target == null) {
            return MigrationMode.BREAK_BEFORE_MAKE;
        }
        if (wish != MigrationMode.AUTO && manager.settings().modes().contains(wish)) {
            return wish;
        }
        return manager.settings().modes().contains(MigrationMode.MAKE_BEFORE_BREAK)
                ? MigrationMode.MAKE_BEFORE_BREAK
                : MigrationMode.BREAK_BEFORE_MAKE;
    }

    private void prepare() {
        present.phase = MigrationState.DRAINING;
        present.preparing = true;
        manager.effect(new ManagerEffect.Prepare(number, present.mode, present.drain, present.drainTimeout));
        manager.effect(new SetTimer(ManagerTimer.DRAIN, present.drainTimeout));
    }

    void prepared(long migration) {
        if (isPresent(migration) && present.phase == MigrationState.DRAINING) {
            manager.effect(new CancelTimer(ManagerTimer.DRAIN));
            leave();
        }
    }

    /** The work under way has had its time. */
    void drained() {
        if (present != null && present.phase == MigrationState.DRAINING) {
            present.drain = DrainMode.IMMEDIATE;
            leave();
        }
    }

    /** Nothing is under way any more, or it does not matter. */
    private void leave() {
        if (present.mode == MigrationMode.BREAK_BEFORE_MAKE && manager.active() != null) {
            manager.effect(new ManagerEffect.CarrierLost(manager.active()));
            manager.active(null);
        }
        if (present.target == null) {
            end(Result.OK, "left");
            manager.evaluate(Reason.CHANGED);
        } else {
            connect();
        }
    }

    private void connect() {
        present.phase = MigrationState.CONNECTING;
        manager.effect(
                new ManagerEffect.Connect(number, present.target, present.mode, present.drain, present.drainTimeout));
        Duration longest = manager.settings().times().connect();
        manager.effect(new SetTimer(
                ManagerTimer.CONNECT,
                present.mode == MigrationMode.MAKE_BEFORE_BREAK ? longest.plus(present.drainTimeout) : longest));
    }

    void connected(long migration) {
        if (isPresent(migration) && present.phase == MigrationState.CONNECTING) {
            present.phase = MigrationState.CATCHING_UP;
            manager.effect(new ManagerEffect.CatchUp(migration));
        }
    }

    void caughtUp(long migration) {
        if (isPresent(migration) && present.phase == MigrationState.CATCHING_UP) {
            present.phase = MigrationState.CUTOVER;
            manager.effect(new ManagerEffect.CutOver(migration));
            arrive();
        }
    }

    private void arrive() {
        boolean oldOne = present.mode == MigrationMode.MAKE_BEFORE_BREAK && manager.active() != null;
        Duration patience = present.drainTimeout;
        manager.effect(new CancelTimer(ManagerTimer.CONNECT));
        manager.active(present.target);
        manager.backoffs().succeeded(present.target);
        if (oldOne) {
            retiring = number;
            manager.effect(new ManagerEffect.Retire(number, patience));
        }
        end(Result.OK, "on " + present.target.id());
        manager.lookAgain(Reason.CHANGED);
    }

    void retired(long migration) {
        if (retiring == migration) {
            retiring = 0;
        }
    }

    /** There are never three connections. */
    private void hurryRetirement() {
        if (retiring != 0) {
            manager.effect(new ManagerEffect.Retire(retiring, Duration.ZERO));
            retiring = 0;
        }
    }

    void timedOut() {
        if (present != null && present.isConnecting()) {
            failed(
                    number,
                    Result.COULD_NOT_CONNECT,
                    "no connection within " + manager.settings().times().connect());
        }
    }

    void failed(long migration, Result result, String reason) {
        if (!isPresent(migration) || present.phase == MigrationState.DRAINING) {
            return;
        }
        if (result == Result.LIMIT_REACHED
                && present.mode == MigrationMode.MAKE_BEFORE_BREAK
                && manager.active() != null) {
            // no room for a second connection: the old one is left first after all, once
            manager.effect(new ManagerEffect.Discard(migration));
            manager.effect(new CancelTimer(ManagerTimer.CONNECT));
            present.mode = MigrationMode.BREAK_BEFORE_MAKE;
            if (present.drain == DrainMode.IMMEDIATE) {
                leave();
            } else {
                prepare();
            }
            return;
        }
        manager.backoffs().failed(present.target, manager.now(), result == Result.AUTH_REFUSED);
        giveUp(result, reason);
        manager.evaluate(Reason.REJECTED);
    }

    /** What the session was on is gone. */
    void activeLost() {
        if (present == null) {
            return;
        }
        if (present.phase == MigrationState.DRAINING) {
            manager.effect(new CancelTimer(ManagerTimer.DRAIN));
            present.drain = DrainMode.IMMEDIATE;
            if (present.target == null) {
                end(Result.OK, "its bearer went before it had left");
            } else {
                present.mode = MigrationMode.BREAK_BEFORE_MAKE;
                connect();
            }
        }
    }

    /** Where the session was to go is gone. */
    void targetLost() {
        giveUp(Result.MOBILITY_ERROR, present.target.id() + " went away");
    }

    /** Ends the present migration, if there is one, without having moved. */
    void giveUp(Result result, String reason) {
        if (present == null) {
            return;
        }
        manager.effect(new CancelTimer(ManagerTimer.DRAIN));
        manager.effect(new CancelTimer(ManagerTimer.CONNECT));
        if (present.isConnecting()) {
            manager.effect(new ManagerEffect.Discard(number));
        }
        if (present.preparing && manager.active() != null) {
            manager.effect(new ManagerEffect.Stay(number));
        }
        end(result, reason);
    }

    private void end(Result result, String reason) {
        Migration ended = present;
        present = null;
        last = new MigrationOutcome(
                manager.settings().session(),
                ended.number,
                result,
                ended.from,
                ended.target,
                Duration.ofNanos(manager.now() - ended.begunAt),
                reason);
        if (result == Result.OK) {
            succeeded++;
        } else {
            failed++;
        }
        manager.effect(new ManagerEffect.Completed(last));
    }

    private boolean isPresent(long migration) {
        return present != null && present.number == migration;
    }
}
