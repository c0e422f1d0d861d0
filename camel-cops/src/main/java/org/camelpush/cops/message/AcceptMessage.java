package org.camelpush.cops.message;

import java.util.Objects;

/**
 * CAT: the PDP accepts the client type (RFC 2748 §3.7).
 *
 * @param clientType 0 to 65535
 * @param keepAliveTimer how long the connection may be silent
 * @param accountingTimer null for no limit
 * @param integrity null where there is none
 */
public record AcceptMessage(
        int clientType, KeepAliveTimer keepAliveTimer, AccountingTimer accountingTimer, Integrity integrity)
        implements CopsMessage {

    public AcceptMessage {
        Bounds.uint16("Client-type", clientType);
        Objects.requireNonNull(keepAliveTimer, "keepAliveTimer");
    }

    @Override
    public OpCode opCode() {
        return OpCode.ACCEPT;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.accept(this);
    }
}
