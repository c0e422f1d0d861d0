package org.camelpush.imapidle.session;

import java.time.Duration;

/** How many connections failed in a row, and since when nothing is watched. */
final class Outage {

    private int attempts;
    private long nextAttempt;
    private Failure lastFailure;
    private boolean broken;
    private long brokenSince;
    private boolean watched;
    private long watchedSince;

    void lost(Failure failure, long now) {
        if (watched && now - watchedSince >= ReconnectPolicy.STABLE.toNanos()) {
            attempts = 0;
        }
        if (!broken) {
            broken = true;
            brokenSince = now;
        }
        watched = false;
        attempts++;
        lastFailure = failure;
    }

    void nextAttempt(long at) {
        nextAttempt = at;
    }

    /** True while the folder is watched. */
    boolean isOver() {
        return watched;
    }

    /** The folder is watched again; returns how long it was not. */
    Duration end(long now) {
        Duration lasted = broken ? Duration.ofNanos(now - brokenSince) : Duration.ZERO;
        broken = false;
        watched = true;
        watchedSince = now;
        return lasted;
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
