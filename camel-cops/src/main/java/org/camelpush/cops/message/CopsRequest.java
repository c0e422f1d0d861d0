package org.camelpush.cops.message;

import java.util.List;
import java.util.Objects;

/**
 * What a PEP asks, before it has a handle (RFC 2748 §3.1).
 *
 * @param context the event that asks
 * @param inInterface null where there is none
 * @param outInterface null where there is none
 * @param clientInfo what the client type says
 * @param localDecisions what the PEP decided by itself, in order; their context may be null
 */
public record CopsRequest(
        Context context,
        InInterface inInterface,
        OutInterface outInterface,
        List<ClientInfo> clientInfo,
        List<Decision> localDecisions) {

    public CopsRequest {
        Objects.requireNonNull(context, "context");
        clientInfo = List.copyOf(clientInfo);
        localDecisions = List.copyOf(localDecisions);
    }

    /** A request with signaled client information and nothing else. */
    public static CopsRequest of(Context context, Octets data) {
        return new CopsRequest(context, null, null, List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, data)), List.of());
    }

    /** What is asked in this message. */
    public static CopsRequest of(RequestMessage message) {
        return new CopsRequest(
                message.context(),
                message.inInterface(),
                message.outInterface(),
                message.clientInfo(),
                message.localDecisions());
    }

    /** The message that asks it. */
    public RequestMessage with(int clientType, Handle handle) {
        return new RequestMessage(
                clientType, handle, context, inInterface, outInterface, clientInfo, localDecisions, null);
    }
}
