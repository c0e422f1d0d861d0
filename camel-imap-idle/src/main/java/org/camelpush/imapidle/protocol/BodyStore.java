package org.camelpush.imapidle.protocol;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.netty.buffer.ByteBuf;

/** Where the octets of message bodies go while they arrive. Called on an event loop: no method may block. */
public interface BodyStore {

    /**
     * Begins a body.
     *
     * @param size octets that were announced; nothing of that size may be taken before they have come
     */
    Writer begin(long size);

    /** Takes one body's octets as they come. Not thread-safe. */
    interface Writer {

        /** Copies {@code length} octets out of the buffer, moving its reader index. */
        void write(ByteBuf in, int length);

        /** Present while no more octets should be read from the network: completes when there is room again. */
        Optional<CompletionStage<Void>> congestion();

        /** All octets have come. */
        Body finish();

        /** The rest will never come: gives back what was taken. */
        void discard();
    }
}
