package org.camelpush.cops.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.RequestMessage;

/** The request states of one client type, and what is asked of them (RFC 2748 §2.4, §3.2). */
final class PdpClient {

    private final int clientType;
    private final PdpSession session;
    private final Map<Handle, Deque<PdpRequest>> states = new HashMap<>();

    PdpClient(int clientType, PdpSession session) {
        this.clientType = clientType;
        this.session = session;
    }

    /** New, or renewed: either way a decision is owed. */
    void request(RequestMessage message) {
        Deque<PdpRequest> asked = states.get(message.handle());
        if (session.isFull(asked == null)) {
            refuse(message.handle(), CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS)));
            return;
        }
        if (asked == null) {
            asked = new ArrayDeque<>(1);
            states.put(message.handle(), asked);
        }
        asked.add(session.decide(message));
    }

    /** Answers what cannot be decided, behind all that was asked on this handle before. */
    void refuse(Handle handle, CopsDecision decision) {
        Deque<PdpRequest> asked = states.get(handle);
        if (asked == null || asked.isEmpty()) {
            session.send(new DecisionMessage(clientType, true, handle, decision.decisions(), decision.error(), null));
        } else {
            PdpRequest refused = new PdpRequest(0, asked.getLast().message());
            refused.decided(decision);
            asked.add(refused);
        }
    }

    /** RFC 2748 §3.2: decisions on a handle go in the order of its requests. */
    void decided(PdpRequest request) {
        Deque<PdpRequest> asked = states.get(request.message().handle());
        while (!asked.isEmpty() && asked.getFirst().isDecided()) {
            session.send(asked.removeFirst().answer());
        }
    }

    /** What is undecided is owed no more, for the PEP knows the handle no longer. */
    void delete(Handle handle) {
        Deque<PdpRequest> asked = states.remove(handle);
        if (asked != null) {
            asked.forEach(session::forget);
        }
    }

    void forget() {
        states.values().forEach(asked -> asked.forEach(session::forget));
        states.clear();
    }

    int handles() {
        return states.size();
    }
}
