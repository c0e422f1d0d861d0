package org.camelpush.mobility;

import java.time.Duration;
import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this host slept, or stood still: the clock of the wall went on by more than the time between two looks. Timers do
 * not see it, for on Linux their clock stands still while the host sleeps.
 */
final class SleepWatch {

    static final Duration PERIOD = Duration.ofSeconds(5);

    /** A busy machine may be late by some of it. */
    static final Duration JUMP = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(SleepWatch.class);

    private final InstantSource clock;
    private final Runnable woke;
    private long last;

    /**
     * @param clock goes on while the host sleeps
     * @param woke run once after each sleep
     */
    SleepWatch(InstantSource clock, Runnable woke) {
        this.clock = clock;
        this.woke = woke;
        last = clock.millis();
    }

    /** To be called each {@link #PERIOD}, by one thread at a time. */
    void look() {
        long now = clock.millis();
        long passed = now - last;
        last = now;
        if (Math.abs(passed - PERIOD.toMillis()) > JUMP.toMillis()) {
            LOG.info(
                    "The clock has moved by {} s since it was read last: bearers and servers are looked at",
                    passed / 1_000);
            woke.run();
        }
    }
}
