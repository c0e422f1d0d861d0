package org.camelpush.imapidle.session.simulation;

import java.util.EnumMap;
import java.util.Map;

import org.camelpush.imapidle.session.SessionInput;
import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.imapidle.session.SessionSnapshot;
import org.camelpush.imapidle.session.SessionTimer;

/** The timers of one session: late at times, and now and then one fires that was taken back too late. */
final class TimerRules {

    private final World world;
    private final Shell shell;
    private final Map<SessionTimer, Agenda.Entry> running = new EnumMap<>(SessionTimer.class);

    TimerRules(World world, Shell shell) {
        this.world = world;
        this.shell = shell;
    }

    void set(SessionTimer timer, long number, long delay) {
        if (delay < 0) {
            throw new BrokenRule("a timer must not be set into the past: " + timer);
        }
        takeBack(timer);
        long late = world.chance.in(0.1) ? world.chance.millis(0, 500) : 0;
        running.put(timer, world.agenda.after(delay + late, () -> fire(timer, number)));
    }

    void cancel(SessionTimer timer) {
        if (!isSet(timer)) {
            throw new BrokenRule("only a timer that runs can be cancelled: " + timer);
        }
        takeBack(timer);
        running.remove(timer);
    }

    private void takeBack(SessionTimer timer) {
        Agenda.Entry old = running.get(timer);
        if (old != null && !(old.isPending() && world.chance.in(0.05))) {
            old.cancel();
        }
    }

    private void fire(SessionTimer timer, long number) {
        if (isSet(timer)) {
            world.gone(Path.STALE_TIMER);
        }
        shell.input(new SessionInput.TimerFired(timer, number));
    }

    private boolean isSet(SessionTimer timer) {
        Agenda.Entry entry = running.get(timer);
        return entry != null && entry.isPending();
    }

    int deadlines() {
        return count(SessionTimer.DEADLINE, SessionTimer.SECOND_DEADLINE);
    }

    int stateTimers() {
        return count(SessionTimer.STATE, SessionTimer.SECOND_STATE);
    }

    private int count(SessionTimer... timers) {
        int count = 0;
        for (SessionTimer timer : timers) {
            count += isSet(timer) ? 1 : 0;
        }
        return count;
    }

    /** Nothing is waited for without a timer. */
    void after(SessionSnapshot snapshot, boolean resting) {
        SessionPhase phase = snapshot.phase();
        if (phase == SessionPhase.STOPPED) {
            for (SessionTimer timer : SessionTimer.values()) {
                require(!isSet(timer), "a stopped session must have no timer: " + timer);
            }
            return;
        }
        require(phase != SessionPhase.BACKING_OFF || stateTimers() > 0, "a session that backs off must come back");
        require(snapshot.parked() == 0 || isSet(SessionTimer.REDELIVERY), "a failed mail must come again");
        boolean free = snapshot.waiting() + snapshot.inFlight() + snapshot.parked() == 0;
        require(
                !resting || !free || count(SessionTimer.RECONCILE, SessionTimer.SECOND_RECONCILE) > 0,
                "a watched folder must be reconciled some time");
        require(
                phase != SessionPhase.SUSPENDED && phase != SessionPhase.POLLING || stateTimers() + deadlines() > 0,
                "a connection that rests must be probed some time");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new BrokenRule(rule);
        }
    }
}
