package org.camelpush.imapidle.session;

/** Which timers run, and the number of the setting that counts: a firing of an earlier setting is void. */
final class Timers {

    private final MailboxSession session;
    private final long[] running = new long[SessionTimer.values().length];
    private long numbers;

    Timers(MailboxSession session) {
        this.session = session;
    }

    void set(SessionTimer timer, long delay) {
        running[timer.ordinal()] = ++numbers;
        session.emit(new SessionEffect.SetTimer(timer, numbers, Math.max(0, delay)));
    }

    void cancel(SessionTimer timer) {
        if (isRunning(timer)) {
            running[timer.ordinal()] = 0;
            session.emit(new SessionEffect.CancelTimer(timer));
        }
    }

    void cancelAll() {
        for (SessionTimer timer : SessionTimer.values()) {
            cancel(timer);
        }
    }

    boolean isRunning(SessionTimer timer) {
        return running[timer.ordinal()] != 0;
    }

    /** True when this firing counts; the timer has run out then. */
    boolean takeFired(SessionTimer timer, long number) {
        if (running[timer.ordinal()] != number) {
            return false;
        }
        running[timer.ordinal()] = 0;
        return true;
    }
}
