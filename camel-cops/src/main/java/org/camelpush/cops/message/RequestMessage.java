package org.camelpush.cops.message;

import java.util.List;
import java.util.Objects;

/**
 * REQ: a PEP asks for a decision, or renews what it asked (RFC 2748 §3.1).
 *
 * @param clientType 0 to 65535
 * @param handle the request state it is about
 * @param context the event that asks
 * @param inInterface null where there is none
 * @param outInterface null where there is none
 * @param clientInfo what the client type says
 * @param localDecisions what the PEP decided by itself, in order; their context may be null
 * @param integrity null where there is none
 */
public record RequestMessage(
        int clientType,
        Handle handle,
        Context context,
        InInterface inInterface,
        OutInterface outInterface,
        List<ClientInfo> clientInfo,
        List<Decision> localDecisions,
        Integrity integrity)
        implements CopsMessage {

    public RequestMessage {
        Bounds.uint16("Client-type", clientType);
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(context, "context");
        clientInfo = List.copyOf(clientInfo);
        localDecisions = List.copyOf(localDecisions);
    }

    @Override
    public OpCode opCode() {
        return OpCode.REQUEST;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.request(this);
    }
}
