package org.camelpush.cops;

import java.util.List;

import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.RequestMessage;

/**
 * What a client type means, for routes: between the octets of its requests, reports and decisions, which COPS itself does not
 * interpret (RFC 2748 §2.2.9), and bodies. A bean of the registry; a client type without one is {@linkplain #raw raw}.
 * Thread-safe. What it throws fails the exchange, or is answered as a failed one.
 */
public interface CopsClientType {

    /** The number, 1 to 65535. */
    int clientType();

    /** The body of a request, at the route of a PDP. */
    default Object request(RequestMessage request) {
        return request;
    }

    /** The body of a decision, at the route of a PEP. */
    default Object decision(CopsDecision decision) {
        return decision;
    }

    /** The client information of a body, in a request or a report; null to take it as text or octets. */
    default List<ClientInfo> clientInfo(Object body) {
        return null;
    }

    /**
     * The data of a body that decides; null to take it as text or octets.
     *
     * @param context of the request that is decided on
     */
    default List<DecisionData> decisionData(Object body, Context context) {
        return null;
    }

    /** One whose bodies are text or octets, and which shows routes all that there is. */
    static CopsClientType raw(int clientType) {
        return () -> clientType;
    }
}
