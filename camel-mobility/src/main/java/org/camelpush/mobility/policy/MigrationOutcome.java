package org.camelpush.mobility.policy;

import java.time.Duration;

import org.camelpush.mobility.bearer.Bearer;

/**
 * How a migration ended. Each one that began has exactly one.
 *
 * @param session which session
 * @param migration its number in the session
 * @param result how it ended
 * @param from where the session was; null when it was nowhere
 * @param to where it was to go
 * @param took from the decision to here
 * @param reason in words, for a person
 */
public record MigrationOutcome(
        String session, long migration, Result result, Bearer from, Bearer to, Duration took, String reason) {

    /** How a migration can end. */
    public enum Result {
        OK,
        /** The bearer is there, and the server does not answer on it. */
        COULD_NOT_CONNECT,
        /** The server refuses the login on it. */
        AUTH_REFUSED,
        /** The server has no room for a further connection. */
        LIMIT_REACHED,
        /** It failed half-way, or the target went away. */
        MOBILITY_ERROR,
        /** Another decision took its place. */
        SUPERSEDED,
        /** It was called off, or the session was stopped. */
        CANCELLED
    }

    public boolean isOk() {
        return result == Result.OK;
    }

    /** For people. */
    public String words() {
        String way = (from == null ? "nowhere" : from.id()) + " to " + (to == null ? "nowhere" : to.id());
        return isOk()
                ? "moved from " + way + " in " + took.toMillis() + " ms"
                : "did not move from " + way + ": " + result + ", " + reason;
    }
}
