package org.camelpush.cops.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.cops.codec.CopsLimits;
import org.camelpush.cops.codec.MalformedMessageException;
import org.camelpush.cops.codec.MessageReader;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Octets;

/** Messages as octets and back, for tests. */
public final class Wire {

    public static final CopsLimits LIMITS = new CopsLimits(65_536, 256, 1024);

    private Wire() {}

    public static Octets encode(CopsMessage message) {
        ByteBuf out = Unpooled.buffer();
        MessageWriter.write(message, out);
        byte[] octets = new byte[out.readableBytes()];
        out.readBytes(octets);
        return Octets.of(octets);
    }

    /** The one message that these octets are. */
    public static CopsMessage decode(Octets octets) {
        ByteBuf in = Unpooled.wrappedBuffer(octets.toArray());
        try {
            CopsMessage message = new MessageReader(LIMITS).read(in);
            if (message == null || in.isReadable()) {
                throw new AssertionError("not one whole message");
            }
            return message;
        } catch (MalformedMessageException malformed) {
            throw new AssertionError(malformed.malformed().toString(), malformed);
        }
    }

    /** What is wrong with the message that these octets, in hexadecimal, begin with. */
    public static MalformedMessage malformed(String hex) {
        return malformed(hex, LIMITS);
    }

    public static MalformedMessage malformed(String hex, CopsLimits limits) {
        try {
            CopsMessage message = new MessageReader(limits)
                    .read(Unpooled.wrappedBuffer(
                            Octets.ofHex(hex.replaceAll("[ |]", "")).toArray()));
            throw new AssertionError("taken for " + message);
        } catch (MalformedMessageException malformed) {
            return malformed.malformed();
        }
    }
}
