package org.camelpush.cops.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.cops.codec.MalformedMessageException;
import org.camelpush.cops.codec.MessageReader;
import org.camelpush.cops.codec.MessageWriter;
import org.camelpush.cops.codec.SignedPart;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.testkit.Wire;

/** One end of a connection whose security a test looks at, octet by octet. Keeps what goes out and what passes. */
final class SecureEnd implements SecurityEffect.Performer {

    final ConnectionSecurity security;
    final List<Octets> sent = new ArrayList<>();
    final List<CopsMessage> passed = new ArrayList<>();
    int malformedPassed;
    boolean tlsBegins;
    boolean ready;
    SecurityFault refusal;
    String left;
    Instant now = Keys.NOW;
    private CopsMessage present;

    SecureEnd(ConnectionSecurity security) {
        this.security = security;
        perform(security.connected(now));
    }

    private void perform(List<SecurityEffect> effects) {
        effects.forEach(effect -> effect.dispatch(this));
    }

    SecureEnd tlsUp(String... names) {
        tlsBegins = false;
        perform(security.tlsUp(Set.of(names), now));
        return this;
    }

    SecureEnd receive(Octets octets) {
        ByteBuf in = Unpooled.wrappedBuffer(octets.toArray());
        SignedPart part = SignedPart.of(in.duplicate());
        try {
            present = new MessageReader(Wire.LIMITS).read(in);
            perform(security.received(present, part, () -> now));
        } catch (MalformedMessageException malformed) {
            present = null;
            perform(security.malformed(malformed.malformed(), part, () -> now));
        }
        return this;
    }

    SecureEnd receive(CopsMessage message) {
        return receive(Wire.encode(message));
    }

    /** All that the other end has sent and this one has not seen. */
    SecureEnd receiveAll(SecureEnd from) {
        List<Octets> all = List.copyOf(from.sent);
        from.sent.clear();
        all.forEach(this::receive);
        return this;
    }

    @Override
    public void pass() {
        if (present == null) {
            malformedPassed++;
        } else {
            passed.add(Unsealed.of(present));
        }
    }

    /** As the encoder does it. */
    @Override
    public void send(CopsMessage message) {
        Signature signature = security.sign(message, () -> now);
        ByteBuf out = Unpooled.buffer();
        MessageWriter.write(message, signature == null ? message.integrity() : signature.integrity(), out);
        if (signature != null) {
            int length = signature.integrity().digest().length();
            int end = out.writerIndex() - length;
            out.setBytes(end, signature.key().digest(out.nioBuffer(0, end)));
        }
        byte[] octets = new byte[out.readableBytes()];
        out.readBytes(octets);
        sent.add(Octets.of(octets));
    }

    /** What went out last. */
    CopsMessage lastSent() {
        return Wire.decode(sent.get(sent.size() - 1));
    }

    @Override
    public void startTls() {
        tlsBegins = true;
    }

    @Override
    public void ready() {
        ready = true;
    }

    @Override
    public void refuse(SecurityFault fault) {
        refusal = fault;
        send(new CloseMessage(0, fault.error(), null, null));
    }

    @Override
    public void leave(String why) {
        left = why;
    }
}
