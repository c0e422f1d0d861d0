package org.camelpush.cops.session;

import java.util.HashMap;
import java.util.Map;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.RequestMessage;

/** Requests of a connection that are owed a decision. */
final class PdpUndecided {

    /** How many there may be before no more should be read from the connection. */
    static final int MOST = 1_024;

    private final PdpSession session;
    private final Map<Long, PdpRequest> all = new HashMap<>();
    private long requests;

    PdpUndecided(PdpSession session) {
        this.session = session;
    }

    PdpRequest ask(PdpClient client, PdpRequestState state, RequestMessage message) {
        PdpRequest request = new PdpRequest(++requests, client, state, message);
        all.put(request.number(), request);
        session.effect(new PdpEffect.Decide(request.number(), session.pepId(), message));
        return request;
    }

    /** One that is not owed any more is no matter. */
    void decided(long number, CopsDecision decision) {
        PdpRequest request = all.remove(number);
        if (request != null) {
            request.decided(decision);
        }
    }

    void forget(PdpRequest request) {
        all.remove(request.number());
    }

    /** True when no further request can be taken; a new state needs room, and so does what is undecided. */
    boolean isFull(boolean isNew) {
        int most = session.settings().maxHandles();
        return all.size() >= most || isNew && session.clients().handles() >= most;
    }

    int count() {
        return all.size();
    }
}
