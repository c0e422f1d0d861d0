package org.camelpush.imapidle.session;

import java.time.Duration;

/** The timers of one lane. */
final class LaneTimers {

    private final Timers timers;
    private final boolean second;

    LaneTimers(Timers timers, boolean second) {
        this.timers = timers;
        this.second = second;
    }

    void set(SessionTimer timer, Duration delay) {
        timers.set(timer.ofLane(second), delay);
    }

    void set(SessionTimer timer, long delay) {
        timers.set(timer.ofLane(second), delay);
    }

    void cancel(SessionTimer timer) {
        timers.cancel(timer.ofLane(second));
    }

    boolean isRunning(SessionTimer timer) {
        return timers.isRunning(timer.ofLane(second));
    }

    boolean areOf(SessionTimer timer) {
        return timer.isOfSecondLane() == second;
    }

    /** Those of the other lane. */
    LaneTimers others() {
        return new LaneTimers(timers, !second);
    }
}
