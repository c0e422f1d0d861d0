package org.camelpush.cops.message;

/**
 * SSC: the PEP has sent them (RFC 2748 §3.10).
 *
 * @param clientType 0 to 65535
 * @param handle as in the SSQ
 * @param integrity null where there is none
 */
public record SynchronizeCompleteMessage(int clientType, Handle handle, Integrity integrity) implements CopsMessage {

    public SynchronizeCompleteMessage {
        Bounds.uint16("Client-type", clientType);
    }

    @Override
    public OpCode opCode() {
        return OpCode.SYNCHRONIZE_COMPLETE;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.synchronizeComplete(this);
    }
}
