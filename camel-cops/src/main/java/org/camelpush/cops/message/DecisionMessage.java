package org.camelpush.cops.message;

import java.util.List;
import java.util.Objects;

/**
 * DEC: what a PDP decided, or why it could not (RFC 2748 §3.2).
 *
 * @param clientType 0 to 65535
 * @param solicited true in the first one for a new or renewed request
 * @param handle the request state it is about
 * @param decisions in order, each with a context; empty when there is an error
 * @param error null when there are decisions
 * @param integrity null where there is none
 */
public record DecisionMessage(
        int clientType,
        boolean solicited,
        Handle handle,
        List<Decision> decisions,
        CopsError error,
        Integrity integrity)
        implements CopsMessage {

    public DecisionMessage {
        Bounds.uint16("Client-type", clientType);
        Objects.requireNonNull(handle, "handle");
        decisions = List.copyOf(decisions);
        if (decisions.isEmpty() == (error == null)) {
            throw new IllegalArgumentException("A DEC must have either decisions or an error");
        }
        for (Decision decision : decisions) {
            Objects.requireNonNull(decision.context(), "context");
        }
    }

    @Override
    public OpCode opCode() {
        return OpCode.DECISION;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.decision(this);
    }
}
