package org.camelpush.mobility;

import java.util.concurrent.CompletionStage;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.policy.DefaultPolicy;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.policy.Preference;

/** Who decides at the moment: the bean that is configured, else a route that takes questions, else the reference's default. */
final class HubPolicy implements MobilityPolicy {

    private static final MobilityPolicy DEFAULT = new DefaultPolicy();

    private volatile MobilityPolicy configured;
    private volatile MobilityPolicy route;

    void configured(MobilityPolicy policy) {
        configured = policy;
    }

    MobilityPolicy configured() {
        return configured;
    }

    /** @throws IllegalStateException when there is one that decides already */
    synchronized void route(MobilityPolicy policy) {
        if (configured != null || route != null) {
            throw new IllegalStateException(
                    "There is a policy in this hub already: only one can take its questions. Use a"
                            + " ChainPolicy to ask several");
        }
        route = policy;
    }

    synchronized void noRoute(MobilityPolicy policy) {
        if (route == policy) {
            route = null;
        }
    }

    private MobilityPolicy present() {
        MobilityPolicy first = configured;
        MobilityPolicy second = route;
        return first != null ? first : second != null ? second : DEFAULT;
    }

    @Override
    public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
        return present().decide(request);
    }

    @Override
    public boolean blocks() {
        return present().blocks();
    }

    @Override
    public void cancelled(String requestId) {
        present().cancelled(requestId);
    }

    @Override
    public void completed(MigrationOutcome outcome) {
        present().completed(outcome);
    }

    @Override
    public void carried(Bearer bearer, long octets) {
        present().carried(bearer, octets);
    }

    @Override
    public Preference preference() {
        return present().preference();
    }

    @Override
    public boolean permits(Bearer bearer) {
        return present().permits(bearer);
    }

    @Override
    public boolean matters(Bearer before, Bearer now) {
        return present().matters(before, now);
    }

    @Override
    public boolean changesWithTime() {
        return present().changesWithTime();
    }
}
