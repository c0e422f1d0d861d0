package org.camelpush.imapidle.session;

/**
 * A session at one moment: the only thing health, JMX, console and metrics look at. Times are nanoseconds of the clock
 * the session was given.
 *
 * @param phase what it is doing
 * @param since when that began
 * @param lastHeard when the server last said anything
 * @param push true when the server pushes, false when it is polled
 * @param generation number of the present or last connection
 * @param attempts lost or failed connections in a row
 * @param nextAttempt when the next connection is made, while backing off
 * @param lastFailure why the last connection was lost, or null
 * @param uidValidity of the folder, 0 while unknown
 * @param high highest unique identifier considered
 * @param waiting mails fetched and waiting for the route
 * @param inFlight mails in the route
 * @param parked mails that failed and will come again
 * @param negotiated what the connection and its server have agreed on
 * @param counters totals
 */
public record SessionSnapshot(
        SessionPhase phase,
        long since,
        long lastHeard,
        boolean push,
        int generation,
        int attempts,
        long nextAttempt,
        Failure lastFailure,
        long uidValidity,
        long high,
        int waiting,
        int inFlight,
        int parked,
        Negotiated negotiated,
        SessionCounters counters) {}
