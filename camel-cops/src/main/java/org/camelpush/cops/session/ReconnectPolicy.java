package org.camelpush.cops.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next connection: grows by a factor up to a maximum, always with a jitter of a fifth.
 *
 * @param enabled false: a lost connection is not made again
 * @param delay before the first attempt
 * @param maxDelay longest wait
 * @param multiplier factor from one wait to the next, at least 1
 * @param maxAttempts attempts in a row, -1 for no end
 */
public record ReconnectPolicy(boolean enabled, Duration delay, Duration maxDelay, double multiplier, int maxAttempts) {

    /** A connection that lived so long starts the waits from the beginning. */
    static final Duration STABLE = Duration.ofMinutes(5);

    private static final double JITTER = 0.2;

    /** True when an attempt of this number (from 1) is still allowed. */
    boolean allows(int attempt) {
        return enabled && (maxAttempts < 0 || attempt <= maxAttempts);
    }

    /** Wait before the attempt of this number (from 1), in nanoseconds. */
    long delayBefore(int attempt, RandomGenerator random) {
        double grown = Math.min(maxDelay.toNanos(), delay.toNanos() * Math.pow(multiplier, attempt - 1));
        return (long) (grown * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }
}
