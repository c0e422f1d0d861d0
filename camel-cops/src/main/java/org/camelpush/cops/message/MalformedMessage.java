package org.camelpush.cops.message;

import java.util.List;

/**
 * All that is needed to answer a message that is none (RFC 2748 §3.1, §3.4, §3.6, §3.7).
 *
 * @param opCode the number in its header, 0 to 255, whether there is such a one or not
 * @param clientType the number in its header
 * @param handle the handle in it; null where none could be read
 * @param error what is wrong, as an Error object says it
 * @param what the same for a person; never what the message holds
 * @param fatal true when nothing that follows on this connection can be trusted: answer, then close
 * @param unknown objects of classes or types that are not known, in order; of them the first is in {@code error}
 */
public record MalformedMessage(
        int opCode,
        int clientType,
        Handle handle,
        CopsError error,
        String what,
        boolean fatal,
        List<UnknownObject> unknown) {

    public MalformedMessage {
        unknown = List.copyOf(unknown);
    }

    public boolean is(OpCode which) {
        return opCode == which.value();
    }

    /** What a PEP tells in the DRQ that answers a decision (RFC 2748 §3.4). */
    public Reason reason() {
        return error.is(ErrorCode.UNKNOWN_OBJECT)
                ? new Reason(ReasonCode.UNKNOWN_OBJECT.value(), error.subCode())
                : Reason.of(ReasonCode.MALFORMED_DECISION);
    }
}
