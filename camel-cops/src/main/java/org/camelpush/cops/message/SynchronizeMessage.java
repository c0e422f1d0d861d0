package org.camelpush.cops.message;

/**
 * SSQ: a PDP asks the PEP to send its requests again (RFC 2748 §3.5).
 *
 * @param clientType 0 to 65535
 * @param handle null for all of the client type
 * @param integrity null where there is none
 */
public record SynchronizeMessage(int clientType, Handle handle, Integrity integrity) implements CopsMessage {

    public SynchronizeMessage {
        Bounds.uint16("Client-type", clientType);
    }

    @Override
    public OpCode opCode() {
        return OpCode.SYNCHRONIZE;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.synchronize(this);
    }
}
