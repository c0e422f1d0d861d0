package org.camelpush.cops.message;

import java.util.Objects;

/**
 * DRQ: a request state is no more (RFC 2748 §3.4).
 *
 * @param clientType 0 to 65535
 * @param handle the request state it is about
 * @param reason why
 * @param integrity null where there is none
 */
public record DeleteMessage(int clientType, Handle handle, Reason reason, Integrity integrity) implements CopsMessage {

    public DeleteMessage {
        Bounds.uint16("Client-type", clientType);
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public OpCode opCode() {
        return OpCode.DELETE;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.delete(this);
    }
}
