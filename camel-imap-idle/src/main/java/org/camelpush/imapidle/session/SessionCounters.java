package org.camelpush.imapidle.session;

/**
 * What a session has counted since it was made.
 *
 * @param delivered mails handed to the route
 * @param acknowledged exchanges that succeeded
 * @param failed exchanges that failed
 * @param givenUp mails put aside after too many failures
 * @param missedByPush mails that only a reconciling look found
 * @param connections connections that reached the folder
 * @param losses connections that were lost or failed
 * @param resets times the server numbered the folder anew
 */
public record SessionCounters(
        long delivered,
        long acknowledged,
        long failed,
        long givenUp,
        long missedByPush,
        long connections,
        long losses,
        long resets) {

    public static final SessionCounters NONE = new SessionCounters(0, 0, 0, 0, 0, 0, 0, 0);

    /** The sums of both. */
    public SessionCounters plus(SessionCounters other) {
        return new SessionCounters(
                delivered + other.delivered,
                acknowledged + other.acknowledged,
                failed + other.failed,
                givenUp + other.givenUp,
                missedByPush + other.missedByPush,
                connections + other.connections,
                losses + other.losses,
                resets + other.resets);
    }
}
