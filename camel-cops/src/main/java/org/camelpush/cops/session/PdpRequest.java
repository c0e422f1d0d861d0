package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.RequestMessage;

/** A request that is owed a decision. */
final class PdpRequest {

    private final long number;
    private final RequestMessage message;
    private CopsDecision decision;

    PdpRequest(long number, RequestMessage message) {
        this.number = number;
        this.message = message;
    }

    long number() {
        return number;
    }

    RequestMessage message() {
        return message;
    }

    void decided(CopsDecision made) {
        decision = made;
    }

    boolean isDecided() {
        return decision != null;
    }

    DecisionMessage answer() {
        return decision.answering(message);
    }
}
