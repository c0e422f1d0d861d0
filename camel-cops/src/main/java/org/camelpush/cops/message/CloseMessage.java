package org.camelpush.cops.message;

import java.util.Objects;

/**
 * CC: a client type is refused, or no longer supported; 0 is the connection (RFC 2748 §3.8).
 *
 * @param clientType 0 to 65535
 * @param error why
 * @param redirect null where there is none
 * @param integrity null where there is none
 */
public record CloseMessage(int clientType, CopsError error, PdpRedirectAddress redirect, Integrity integrity)
        implements CopsMessage {

    public CloseMessage {
        Bounds.uint16("Client-type", clientType);
        Objects.requireNonNull(error, "error");
    }

    @Override
    public OpCode opCode() {
        return OpCode.CLOSE;
    }

    @Override
    public void dispatch(Handler handler) {
        handler.close(this);
    }
}
