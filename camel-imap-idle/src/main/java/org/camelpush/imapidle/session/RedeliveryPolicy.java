package org.camelpush.imapidle.session;

import java.time.Duration;

/**
 * When a mail whose exchange failed comes again: after a delay that doubles each time, up to ten minutes. Others go on
 * meanwhile: docs/adr/0005-failed-mails-step-aside.md.
 *
 * @param delay before the second delivery
 * @param maxAttempts deliveries of one mail before it is given up, -1 for no end
 */
public record RedeliveryPolicy(Duration delay, int maxAttempts) {

    static final Duration MAX_DELAY = Duration.ofMinutes(10);

    private static final int MAX_DOUBLINGS = 30;

    boolean givesUpAfter(int attempts) {
        return maxAttempts >= 0 && attempts >= maxAttempts;
    }

    /** Wait after that many deliveries (from 1), in nanoseconds. */
    long delayAfter(int attempts) {
        long longest = Math.max(MAX_DELAY.toNanos(), delay.toNanos());
        double grown = delay.toNanos() * Math.pow(2, Math.min(attempts - 1, MAX_DOUBLINGS));
        return (long) Math.min(longest, grown);
    }
}
