package org.camelpush.cops.message;

import java.util.List;

/**
 * What a PDP decided on one request (RFC 2748 §3.2).
 *
 * @param decisions in order; one without a context is for that of the request. Empty when there is an error
 * @param error why nothing could be decided; null when there are decisions
 */
public record CopsDecision(List<Decision> decisions, CopsError error) {

    public CopsDecision {
        decisions = List.copyOf(decisions);
        if (decisions.isEmpty() == (error == null)) {
            throw new IllegalArgumentException("There must be either decisions or an error");
        }
    }

    /** One decision for the context of the request. */
    public static CopsDecision of(DecisionCommand command, List<DecisionData> data) {
        return new CopsDecision(List.of(new Decision(null, command, 0, data)), null);
    }

    /** Nothing could be decided. */
    public static CopsDecision failed(CopsError error) {
        return new CopsDecision(List.of(), error);
    }

    /** What this message says. */
    public static CopsDecision of(DecisionMessage message) {
        return new CopsDecision(message.decisions(), message.error());
    }

    /** The first command; null when there is an error. */
    public DecisionCommand command() {
        return decisions.isEmpty() ? null : decisions.get(0).command();
    }

    /** The data of the first decision that has any; empty where there are none. */
    public Octets data() {
        return decisions.stream()
                .flatMap(decision -> decision.data().stream())
                .findFirst()
                .map(DecisionData::data)
                .orElse(Octets.EMPTY);
    }

    /** The message that answers this request. */
    public DecisionMessage answering(RequestMessage request) {
        return message(request.clientType(), true, request.handle(), request.context());
    }

    /** The message that changes an earlier decision on this request state, which was asked for in this context. */
    public DecisionMessage unsolicited(int clientType, Handle handle, Context context) {
        return message(clientType, false, handle, context);
    }

    private DecisionMessage message(int clientType, boolean solicited, Handle handle, Context context) {
        Decision[] complete = new Decision[decisions.size()];
        for (int i = 0; i < complete.length; i++) {
            Decision decision = decisions.get(i);
            complete[i] = decision.context() == null ? decision.in(context) : decision;
        }
        return new DecisionMessage(clientType, solicited, handle, List.of(complete), error, null);
    }
}
