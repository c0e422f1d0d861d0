package org.camelpush.mobility.manager;

import java.time.Duration;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.Preference;

/**
 * What a manager has to know of its session and of its policy.
 *
 * @param session unique name
 * @param account of the session, or null
 * @param protocol such as {@code imap}
 * @param modes what the session can
 * @param preference how bearers compare
 * @param permits whether a bearer may be used when the policy does not say anything
 * @param matters whether the second is so different from the first, the same bearer before, that the policy is asked again
 * @param probes whether the server must have answered on a bearer before it is a candidate
 * @param times how long things may take
 */
public record ManagerSettings(
        String session,
        String account,
        String protocol,
        Set<MigrationMode> modes,
        Preference preference,
        Predicate<Bearer> permits,
        BiPredicate<Bearer, Bearer> matters,
        boolean probes,
        Times times) {

    public ManagerSettings {
        modes = Set.copyOf(modes);
    }

    /**
     * How long things may take.
     *
     * @param decision the policy's answer
     * @param drain the end of the work under way, where the decision does not say
     * @param connect the next connection, up to its taking over
     * @param backoff the first wait before a bearer that could not be used is tried again; each further one is twice as long
     * @param maxBackoff the longest of them
     * @param loginBackoff the wait after a refused login
     * @param flapHalfLife in which half of the penalty for a flap is forgiven
     */
    public record Times(
            Duration decision,
            Duration drain,
            Duration connect,
            Duration backoff,
            Duration maxBackoff,
            Duration loginBackoff,
            Duration flapHalfLife) {

        public static final Times USUAL = new Times(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofSeconds(60));
    }
}
