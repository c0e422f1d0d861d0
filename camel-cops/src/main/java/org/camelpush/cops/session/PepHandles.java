package org.camelpush.cops.session;

import java.nio.ByteBuffer;

import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Octets;

/** Makes handles: a number that grows, so that none is ever used again (RFC 2748 §2.4). */
final class PepHandles {

    private long last;

    Handle next() {
        return new Handle(
                Octets.of(ByteBuffer.allocate(Long.BYTES).putLong(++last).array()));
    }

    /** True for one that was made here, whether it is in use or not. */
    boolean hasMade(Handle handle) {
        if (handle.value().length() != Long.BYTES) {
            return false;
        }
        long number = ByteBuffer.wrap(handle.value().toArray()).getLong();
        return number > 0 && number <= last;
    }
}
