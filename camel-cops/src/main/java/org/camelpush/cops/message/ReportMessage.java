package org.camelpush.cops.message;

import java.util.List;
import java.util.Objects;

/**
 * RPT: what became of a decision, or the state of something (RFC 2748 §3.3).
 *
 * @param clientType 0 to 65535
 * @param solicited true when it answers a decision
 * @param handle the request state it is about
 * @param type what it tells
 * @param clientInfo what the client type says; RFC 2748 has one at most, RFC 3084 §3.3 several
 * @param integrity null where there is none
 */
public record ReportMessage(
        int clientType,
        boolean solicited,
        Handle handle,
        ReportType type,
        List<ClientInfo> clientInfo,
        Integrity integrity)
        implements CopsMessage {

    public ReportMessage {
        Bounds.uint16("Client-type", clientType);
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(type, "type");
        clientInfo = List.copyOf(clientInfo);
    }

    @Override
    public OpCode opCode() {
        return OpCode.REPORT;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.report(this);
    }
}
