package org.camelpush.mobility.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.camelpush.mobility.bearer.Bearer;

/**
 * Asks one policy after the other: the first that does not pass decides. A policy passes by answering {@link
 * MobilityDecision.Pass}. Bearers compare as the first policy says, and all must permit one.
 */
public final class ChainPolicy implements MobilityPolicy {

    /** Longer chains are refused. */
    public static final int MAX_POLICIES = 16;

    private List<MobilityPolicy> policies = List.of(new DefaultPolicy());

    public ChainPolicy() {}

    public ChainPolicy(List<MobilityPolicy> policies) {
        setPolicies(policies);
    }

    @Override
    public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
        return ask(request, policies, 0);
    }

    private static CompletionStage<MobilityDecision> ask(
            MobilityRequest request, List<MobilityPolicy> chain, int position) {
        if (position == chain.size()) {
            return CompletableFuture.completedFuture(
                    new MobilityDecision.Ignore(null, "no policy of the chain has decided"));
        }
        return chain.get(position)
                .decide(request)
                .thenCompose(decision -> decision instanceof MobilityDecision.Pass
                        ? ask(request, chain, position + 1)
                        : CompletableFuture.completedFuture(decision));
    }

    @Override
    public boolean blocks() {
        return policies.stream().anyMatch(MobilityPolicy::blocks);
    }

    @Override
    public void cancelled(String requestId) {
        policies.forEach(policy -> policy.cancelled(requestId));
    }

    @Override
    public void completed(MigrationOutcome outcome) {
        policies.forEach(policy -> policy.completed(outcome));
    }

    @Override
    public void carried(Bearer bearer, long octets) {
        policies.forEach(policy -> policy.carried(bearer, octets));
    }

    @Override
    public Preference preference() {
        return policies.get(0).preference();
    }

    @Override
    public boolean permits(Bearer bearer) {
        return policies.stream().allMatch(policy -> policy.permits(bearer));
    }

    @Override
    public boolean changesWithTime() {
        return policies.stream().anyMatch(MobilityPolicy::changesWithTime);
    }

    @Override
    public boolean matters(Bearer before, Bearer now) {
        return policies.stream().anyMatch(policy -> policy.matters(before, now));
    }

    public List<MobilityPolicy> getPolicies() {
        return new ArrayList<>(policies);
    }

    /** One to 16 policies, in the order in which they are asked. */
    public void setPolicies(List<MobilityPolicy> policies) {
        if (policies.isEmpty() || policies.size() > MAX_POLICIES) {
            throw new IllegalArgumentException("A chain has 1 to " + MAX_POLICIES + " policies");
        }
        this.policies = List.copyOf(policies);
    }
}
