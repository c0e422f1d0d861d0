package org.camelpush.mobility.policy;

import java.time.Duration;

/** The answer of a policy. Each one says why, for a person. */
public sealed interface MobilityDecision {

    /** Why, in words that stand alone. */
    String why();

    /**
     * Go there.
     *
     * @param bearer id of one of the candidates
     * @param drain what becomes of the work under way; of no meaning where the bearer is lost
     * @param mode in which order; what the session cannot is replaced by what it can
     * @param drainTimeout how long the work under way may take before it is cut off; null for the usual time
     */
    record Accept(String bearer, DrainMode drain, MigrationMode mode, Duration drainTimeout, String why)
            implements MobilityDecision {}

    /**
     * Stay; on a loss, stay offline.
     *
     * @param until ask again after this; null for not before something has changed
     */
    record Ignore(Duration until, String why) implements MobilityDecision {}

    /** Not now: ask again after this time, with what is so then. */
    record Hold(Duration duration, String why) implements MobilityDecision {}

    /**
     * Somebody has to approve it: {@code operation=approve} accepts what was proposed.
     *
     * @param timeout after which it counts as refused: stay on an upgrade, offline on a loss
     */
    record Pending(Duration timeout, String why) implements MobilityDecision {}

    /** Leave the present bearer, in order, and use none until something has changed. */
    record GoOffline(String why) implements MobilityDecision {}

    /** No opinion: the next policy of a {@link ChainPolicy} is asked. Elsewhere the same as {@link Ignore}. */
    record Pass(String why) implements MobilityDecision {}

    static Accept accept(String bearer, DrainMode drain, String why) {
        return new Accept(bearer, drain, MigrationMode.AUTO, null, why);
    }
}
