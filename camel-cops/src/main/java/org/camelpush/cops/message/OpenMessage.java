package org.camelpush.cops.message;

import java.util.Objects;

/**
 * OPN: a PEP says who it is and which client type it supports (RFC 2748 §3.6).
 *
 * @param clientType 0 to 65535
 * @param pepId who
 * @param clientInfo null where there is none
 * @param lastPdp null unless its decisions are still held
 * @param integrity null where there is none
 */
public record OpenMessage(
        int clientType, PepId pepId, ClientInfo clientInfo, LastPdpAddress lastPdp, Integrity integrity)
        implements CopsMessage {

    public OpenMessage {
        Bounds.uint16("Client-type", clientType);
        Objects.requireNonNull(pepId, "pepId");
    }

    @Override
    public OpCode opCode() {
        return OpCode.OPEN;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.open(this);
    }
}
