package org.camelpush.mobility.policy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the reference API does without a plug-in: goes to what is preferred after the work under way is complete, and after a
 * loss at once to the best that is there.
 */
public final class DefaultPolicy implements MobilityPolicy {

    private final Preference preference;

    public DefaultPolicy() {
        this(Preference.USUAL);
    }

    public DefaultPolicy(Preference preference) {
        this.preference = preference;
    }

    @Override
    public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
        return CompletableFuture.completedFuture(decision(request, preference));
    }

    /** The same, at once. */
    static MobilityDecision decision(MobilityRequest request, Preference preference) {
        String proposed = request.proposed().id();
        if (!request.mayStay()) {
            return MobilityDecision.accept(proposed, DrainMode.IMMEDIATE, proposed + " is the best of what is left");
        }
        if (preference.prefers(request.proposed(), request.present())) {
            return MobilityDecision.accept(
                    proposed,
                    DrainMode.COMPLETE_CURRENT,
                    proposed + " is preferred to " + request.present().id());
        }
        return new MobilityDecision.Ignore(
                null,
                "Nothing that is there is preferred to " + request.present().id());
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public Preference preference() {
        return preference;
    }
}
