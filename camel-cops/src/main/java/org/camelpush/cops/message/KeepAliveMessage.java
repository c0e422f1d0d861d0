package org.camelpush.cops.message;

/**
 * KA: the connection lives (RFC 2748 §3.9). Its client type must be 0.
 *
 * @param clientType 0 to 65535
 * @param integrity null where there is none
 */
public record KeepAliveMessage(int clientType, Integrity integrity) implements CopsMessage {

    public KeepAliveMessage {
        Bounds.uint16("Client-type", clientType);
    }

    @Override
    public OpCode opCode() {
        return OpCode.KEEP_ALIVE;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.keepAlive(this);
    }
}
