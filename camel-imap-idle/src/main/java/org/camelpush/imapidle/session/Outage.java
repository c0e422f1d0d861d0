package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** How many connections failed in a row, since when nothing is watched, and when the next connection is made. */
final class Outage {

    private final ReconnectPolicy policy;
    private final RandomGenerator random;
    private final Effects effects;
    private final Tally tally;

    private int attempts;
    private long nextAttempt;
    private Failure lastFailure;
    private boolean freshTokenTried;
    private boolean broken;
    private long brokenSince;
    private boolean watched;
    private long watchedSince;

    Outage(ReconnectPolicy policy, RandomGenerator random, Effects effects, Tally tally) {
        this.policy = policy;
        this.random = random;
        this.effects = effects;
        this.tally = tally;
    }

    /** A connection is lost, or could not be made; returns the wait before the next, or nothing when there is none. */
    OptionalLong lost(Failure failure, long now) {
        if (watched && now - watchedSince >= ReconnectPolicy.STABLE.toNanos()) {
            attempts = 0;
            freshTokenTried = false;
        }
        begin(now);
        lastFailure = failure;
        if (failure.kind() == Failure.Kind.TOKEN && !freshTokenTried && policy.allows(attempts + 1)) {
            freshTokenTried = true; // tokens end every hour: no failure, unless the next is not taken either
            return waiting(failure, 0, now);
        }
        attempts++;
        if (!policy.allows(attempts)) {
            effects.report(new SessionEvent.GaveUpConnecting(failure, attempts));
            return OptionalLong.empty();
        }
        long delay = policy.delayBefore(attempts, failure.isRefusal(), random);
        Duration suggested = Refusals.suggestedWait(failure.text());
        return waiting(failure, Math.max(delay, policy.delayAtLeast(suggested, random)), now);
    }

    private OptionalLong waiting(Failure failure, long delay, long now) {
        nextAttempt = now + delay;
        effects.report(new SessionEvent.Lost(failure, attempts, Duration.ofNanos(delay)));
        return OptionalLong.of(delay);
    }

    /** No network may be used: nothing is tried, and nothing has failed. */
    void offline(Failure failure, long now) {
        begin(now);
        lastFailure = failure;
        effects.report(new SessionEvent.Offline(failure));
    }

    /** Somebody asks for a new connection, who may know that it will work now: the waits begin anew. */
    void asked(long now) {
        begin(now);
        attempts = 0;
        freshTokenTried = false;
    }

    private void begin(long now) {
        if (!broken) {
            broken = true;
            brokenSince = now;
        }
        watched = false;
    }

    /** The folder is watched, perhaps again. */
    void watched(boolean push, long now) {
        if (!watched) {
            Duration lasted = broken ? Duration.ofNanos(now - brokenSince) : Duration.ZERO;
            broken = false;
            watched = true;
            watchedSince = now;
            tally.connections++;
            effects.report(new SessionEvent.Ready(push, attempts, lasted));
        }
    }

    /** The folder is watched over another connection from here on, and was all the time. */
    void moved(long now) {
        watchedSince = now;
        tally.connections++;
    }

    int attempts() {
        return attempts;
    }

    long nextAttempt() {
        return nextAttempt;
    }

    Failure lastFailure() {
        return lastFailure;
    }
}
