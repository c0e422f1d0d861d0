package org.camelpush.benchmarks.wire;

import java.time.Duration;

/**
 * What a day of waiting costs, by each way to wait, and where they break even.
 *
 * @param renewal DONE and IDLE with their answers
 * @param keptAlive what the server says by itself while nothing happens
 * @param poll one look on a connection that is kept
 * @param visit a connection from its first packet to its last, with a look and without a mail
 */
record IdleDay(Traffic renewal, Traffic keptAlive, Traffic poll, Traffic visit) {

    private static final Duration DAY = Duration.ofDays(1);

    /** IDLE with a renewal each so often, and a server that speaks each so often; zero for one that never does. */
    double idle(Duration eachRenewal, Duration eachWord) {
        double ofServer =
                eachWord.isZero() ? 0 : keptAlive.times(times(eachWord)).total();
        return renewal.times(times(eachRenewal)).total() + ofServer;
    }

    /** Looks each so often on a connection that is kept. */
    double polling(Duration each) {
        return poll.times(times(each)).total();
    }

    /** An alert with each mail, by some other way that is not counted, and a connection for it. */
    double alerts(double mailsByDay) {
        return visit.times(mailsByDay).total();
    }

    /** Mails a day at which IDLE costs what alerts do: with more of them IDLE is cheaper. */
    double evenMailsByDay(double idleDay) {
        return idleDay / alerts(1);
    }

    /** The time from one mail to the next at which both cost the same. */
    Duration evenInterval(double idleDay) {
        return Duration.ofMillis(Math.round(DAY.toMillis() / evenMailsByDay(idleDay)));
    }

    private static double times(Duration each) {
        return (double) DAY.toMillis() / each.toMillis();
    }
}
