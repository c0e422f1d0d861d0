package org.camelpush.imapidle.session;

/** The running totals behind {@link SessionCounters}. */
final class Tally {

    long delivered;
    long acknowledged;
    long failed;
    long givenUp;
    long missedByPush;
    long connections;
    long losses;
    long resets;

    SessionCounters counters() {
        return new SessionCounters(delivered, acknowledged, failed, givenUp, missedByPush, connections, losses, resets);
    }
}
