package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next connection: grows by a factor up to a maximum, always with a jitter of a fifth.
 * Where the server refused the login, waits are longer, so that no account is locked out.
 *
 * @param enabled false: a lost connection is not made again
 * @param delay before the first attempt
 * @param maxDelay longest wait after a lost connection
 * @param multiplier factor from one wait to the next, at least 1
 * @param maxAttempts attempts in a row, -1 for no end
 */
public record ReconnectPolicy(boolean enabled, Duration delay, Duration maxDelay, double multiplier, int maxAttempts) {

    /** Longest wait where the server refuses the account or the folder. */
    static final Duration REFUSED_MAX_DELAY = Duration.ofHours(1);

    /** A connection that lived so long starts the waits from the beginning. */
    static final Duration STABLE = Duration.ofMinutes(5);

    /** Longest wait that a server may ask for. */
    static final Duration LONGEST_SUGGESTION = Duration.ofMinutes(15);

    private static final double JITTER = 0.2;

    /** True when an attempt of this number (from 1) is still allowed. */
    boolean allows(int attempt) {
        return enabled && (maxAttempts < 0 || attempt <= maxAttempts);
    }

    /** Wait before the attempt of this number (from 1), in nanoseconds. */
    long delayBefore(int attempt, boolean refused, RandomGenerator random) {
        double first = refused ? Math.max(delay.toNanos(), maxDelay.toNanos()) : delay.toNanos();
        double longest = refused ? Math.max(REFUSED_MAX_DELAY.toNanos(), maxDelay.toNanos()) : maxDelay.toNanos();
        double grown = Math.min(longest, first * Math.pow(multiplier, attempt - 1));
        return (long) (grown * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }

    /** Wait where the server said for how long it will say no: that long within the limit, and up to a fifth more. */
    long delayAtLeast(Duration suggested, RandomGenerator random) {
        long wait = Math.min(suggested.toNanos(), LONGEST_SUGGESTION.toNanos());
        return (long) (wait * (1 + JITTER * random.nextDouble()));
    }
}
