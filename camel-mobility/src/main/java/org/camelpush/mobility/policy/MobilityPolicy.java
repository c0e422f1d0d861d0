package org.camelpush.mobility.policy;

import java.util.concurrent.CompletionStage;

import org.camelpush.mobility.bearer.Bearer;

/**
 * Decides which bearer a session uses. Asked from any thread, for several sessions at once; may answer at once or later.
 * Who does not answer in time, answers with what is not possible, or throws, is answered for.
 */
public interface MobilityPolicy {

    /** The answer to the question; completes once. */
    CompletionStage<MobilityDecision> decide(MobilityRequest request);

    /** That question is void: its answer is of no interest any more. */
    default void cancelled(String requestId) {}

    /** A migration has ended. */
    default void completed(MigrationOutcome outcome) {}

    /**
     * Whether {@link #decide}, {@link #cancelled} or {@link #completed} may take a moment before they return, as with a policy that
     * looks into a database. They have a thread to themselves then, one after the other for each session; who does not return in
     * time is answered for like one that does not answer.
     */
    default boolean blocks() {
        return true;
    }

    /** How bearers compare where there is a choice: a policy is asked when a preferable one is there. */
    default Preference preference() {
        return Preference.USUAL;
    }

    /** Whether that bearer may be used when the policy does not answer in time. Quick, and without waiting. */
    default boolean permits(Bearer bearer) {
        return true;
    }

    /** Whether the answer may be another one although nothing but the time has changed; asked again each minute then. */
    default boolean changesWithTime() {
        return false;
    }

    /**
     * So many octets went over that bearer since this was told last, by whomever; each minute, where the monitor counts them. Quick,
     * and without waiting.
     */
    default void carried(Bearer bearer, long octets) {}

    /**
     * Whether the second, the same bearer as the first some time later, is so different that this policy wants to be asked
     * again. Usually how good it is does not matter, and what it costs does.
     */
    default boolean matters(Bearer before, Bearer now) {
        return before.state() != now.state()
                || before.reachability() != now.reachability()
                || before.metered() != now.metered()
                || before.roaming() != now.roaming()
                || !before.tags().equals(now.tags());
    }
}
