package org.camelpush.imapidle.session;

import java.time.Duration;

/** Which timers run, and the number of the setting that counts: a firing of an earlier setting is void. */
final class Timers {

    private static final SessionTimer[] ALL = SessionTimer.values();

    private final Effects effects;
    /** Each is of so many settings ago that nothing of then is under way: an int is enough, and a mailbox should cost little. */
    private final int[] running = new int[ALL.length];

    private int numbers;

    Timers(Effects effects) {
        this.effects = effects;
    }

    void set(SessionTimer timer, Duration delay) {
        set(timer, delay.toNanos());
    }

    void set(SessionTimer timer, long delay) {
        numbers = numbers == -1 ? 1 : numbers + 1; // 0 is for what does not run
        running[timer.ordinal()] = numbers;
        effects.add(new SessionEffect.SetTimer(timer, numbers, Math.max(0, delay)));
    }

    void cancel(SessionTimer timer) {
        if (isRunning(timer)) {
            running[timer.ordinal()] = 0;
            effects.add(new SessionEffect.CancelTimer(timer));
        }
    }

    void cancelAll() {
        for (SessionTimer timer : ALL) {
            cancel(timer);
        }
    }

    boolean isRunning(SessionTimer timer) {
        return running[timer.ordinal()] != 0;
    }

    /** True when this firing counts; the timer has run out then. */
    boolean takeFired(SessionTimer timer, long number) {
        if (!isRunning(timer) || running[timer.ordinal()] != number) {
            return false;
        }
        running[timer.ordinal()] = 0;
        return true;
    }
}
