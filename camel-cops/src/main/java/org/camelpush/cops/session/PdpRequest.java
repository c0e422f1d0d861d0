package org.camelpush.cops.session;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.RequestMessage;

/** A request that is owed a decision. */
final class PdpRequest {

    private final long number;
    private final PdpClient client;
    private final PdpRequestState state;
    private final RequestMessage message;
    private CopsDecision decision;

    PdpRequest(long number, PdpClient client, PdpRequestState state, RequestMessage message) {
        this.number = number;
        this.client = client;
        this.state = state;
        this.message = message;
    }

    long number() {
        return number;
    }

    RequestMessage message() {
        return message;
    }

    /** It is not answered before those that were asked before it. */
    void refused(CopsDecision made) {
        decision = made;
    }

    /** It is answered, and what waits behind it. */
    void decided(CopsDecision made) {
        decision = made;
        client.decided(state);
    }

    boolean isDecided() {
        return decision != null;
    }

    DecisionMessage answer() {
        return decision.answering(message);
    }
}
