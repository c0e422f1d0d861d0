package org.camelpush.benchmarks.cops;

import java.nio.ByteBuffer;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;

/** A request and its decision, each of 80 octets, so that they can be compared with an echo. */
final class Octets80 {

    static final int SIZE = 80;
    static final int CLIENT_TYPE = 0x8001;
    /** Where the eight octets of a handle are, in a request and in a decision. */
    static final int HANDLE_AT = 12;

    static final int LENGTH_AT = 4;
    static final int LENGTH_SIZE = 4;

    /** Client information, and data of a decision: what is left of 80 octets. */
    private static final int INFO = 48;

    private static final int DATA = 40;

    private Octets80() {}

    static CopsRequest request() {
        return CopsRequest.of(new Context(Context.INCOMING_MESSAGE, 0), Octets.of(new byte[INFO]));
    }

    static CopsDecision decision() {
        return CopsDecision.of(
                DecisionCommand.INSTALL,
                List.of(new DecisionData(DecisionData.Kind.CLIENT_SPECIFIC, Octets.of(data()))));
    }

    static byte[] data() {
        return new byte[DATA];
    }

    static Handle handle(long number) {
        return new Handle(
                Octets.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array()));
    }

    /** The request with this handle, as it is on the wire. */
    static ByteBuf request(long handle) {
        ByteBuf octets = wire(request().with(CLIENT_TYPE, handle(handle)));
        if (octets.readableBytes() != SIZE) {
            throw new IllegalStateException("A request of " + octets.readableBytes() + " octets");
        }
        return octets;
    }

    static ByteBuf open(String pepId) {
        return wire(new OpenMessage(CLIENT_TYPE, new PepId(pepId), null, null, null));
    }

    private static ByteBuf wire(CopsMessage message) {
        ByteBuf octets = Unpooled.directBuffer();
        MessageWriter.write(message, octets);
        return octets;
    }
}
