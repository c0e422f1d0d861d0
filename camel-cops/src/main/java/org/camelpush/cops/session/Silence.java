package org.camelpush.cops.session;

import java.time.Duration;

/**
 * Notices a peer that is silent for a whole KATimer (RFC 2748 §4.6). One timer, not set anew with each message: when it
 * fires too early it is set for the rest.
 */
final class Silence {

    private final Timers timers;
    private long period;
    private long lastHeard;

    Silence(Timers timers) {
        this.timers = timers;
    }

    void heard(long now) {
        lastHeard = now;
    }

    /** From now on; 0 is for no limit (RFC 2748 §2.2.10). */
    void watch(int seconds, long now) {
        long next = Duration.ofSeconds(seconds).toNanos();
        if (next == period && timers.isRunning(SessionTimer.SILENCE)) {
            return;
        }
        period = next;
        lastHeard = now;
        if (period == 0) {
            timers.cancel(SessionTimer.SILENCE);
        } else {
            timers.set(SessionTimer.SILENCE, period);
        }
    }

    /** The timer fired: true when the peer is lost. */
    boolean isTooLong(long now) {
        long rest = lastHeard + period - now;
        if (rest > 0) {
            timers.set(SessionTimer.SILENCE, rest);
        }
        return rest <= 0;
    }

    /** Nanoseconds; 0 for no limit. */
    long period() {
        return period;
    }
}
