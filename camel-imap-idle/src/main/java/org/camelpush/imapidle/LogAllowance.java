package org.camelpush.imapidle;

import java.time.Duration;

/** Lets some lines a minute into the log: when a host with thousands of mailboxes goes down, a few of them tell all. */
final class LogAllowance {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int lines;
    private long since;
    private int used;

    LogAllowance(int lines) {
        this.lines = lines;
    }

    /** True for the first lines of a minute. */
    synchronized boolean takes(long now) {
        if (used == 0 || now - since > MINUTE) {
            since = now;
            used = 0;
        }
        used = Math.min(used + 1, lines + 1);
        return used <= lines;
    }
}
