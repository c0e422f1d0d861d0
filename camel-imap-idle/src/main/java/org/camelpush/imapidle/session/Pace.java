package org.camelpush.imapidle.session;

import java.time.Duration;

/** How often IDLE and looks may be tried on one connection, so that an odd server never makes a busy loop. */
final class Pace {

    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final int MAX_DOUBLINGS = 20;

    /** An IDLE that lasted so long was none of a row of short ones. */
    private static final long PROPER_IDLE = Duration.ofMinutes(1).toNanos();

    /** Looks in a row that may find nothing before the next has to wait. */
    private static final int FREE_LOOKS = 2;

    /** How long IDLE waits for the route to be done with what was just fetched. */
    private static final long LINGER = Duration.ofMillis(20).toNanos();

    private boolean idleDenied;
    private boolean fetched;
    private long fetchedAt;
    private int shortIdles;
    private long pausedAt;
    private long idlePause;
    private long lookedAt;
    private long lookPause;

    /** The server says it can push, but it cannot: poll for as long as this connection lasts. */
    void denyIdle() {
        idleDenied = true;
    }

    boolean isIdleDenied() {
        return idleDenied;
    }

    /** The server ended IDLE unasked after it had lasted so long. */
    void idleEnded(long lasted, Duration longest, long now) {
        shortIdles = lasted >= PROPER_IDLE ? 0 : shortIdles + 1;
        pausedAt = now;
        idlePause = shortIdles == 0 ? 0 : pause(shortIdles - 1, longest);
    }

    boolean mayIdle(long now) {
        return idlePause == 0 || now - pausedAt >= idlePause;
    }

    /** Wait until IDLE may be tried again. */
    Duration idleWait(long now) {
        return Duration.ofNanos(mayIdle(now) ? 0 : idlePause - (now - pausedAt));
    }

    /** Mails have come; the route may be done with them at once. */
    void fetched(long now) {
        fetched = true;
        fetchedAt = now;
    }

    boolean mayLinger(long now) {
        return fetched && now - fetchedAt < LINGER;
    }

    /** For how long yet. */
    Duration lingerWait(long now) {
        return Duration.ofNanos(Math.max(0, LINGER - (now - fetchedAt)));
    }

    /** So many looks in a row found nothing. */
    void looked(int fruitless, Duration longest, long now) {
        lookedAt = now;
        lookPause = fruitless <= FREE_LOOKS ? 0 : pause(fruitless - FREE_LOOKS - 1, longest);
    }

    boolean mayLook(long now) {
        return lookPause == 0 || now - lookedAt >= lookPause;
    }

    /** How long looks have to wait, from the last one on; zero for not at all. */
    Duration lookPause() {
        return Duration.ofNanos(lookPause);
    }

    /** A pause in nanoseconds, of a second and as often doubled as this, but no longer than that. */
    static long pause(int doublings, Duration longest) {
        return Math.min(longest.toNanos(), FIRST_PAUSE << Math.min(doublings, MAX_DOUBLINGS));
    }
}
