package org.camelpush.cops.session;

/** Which timers run, and the number of the setting that counts: a firing of an earlier setting is void. */
final class Timers {

    private static final SessionTimer[] ALL = SessionTimer.values();

    private final Control control;
    private final long[] running = new long[ALL.length];
    private long numbers;

    /** Sets and cancels the real ones. */
    interface Control {
        void set(SessionTimer timer, long number, long delay);

        void cancel(SessionTimer timer);
    }

    Timers(Control control) {
        this.control = control;
    }

    /** Fires after so many nanoseconds; replaces the earlier setting. */
    void set(SessionTimer timer, long delay) {
        running[timer.ordinal()] = ++numbers;
        control.set(timer, numbers, Math.max(0, delay));
    }

    void cancel(SessionTimer timer) {
        if (isRunning(timer)) {
            running[timer.ordinal()] = 0;
            control.cancel(timer);
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
