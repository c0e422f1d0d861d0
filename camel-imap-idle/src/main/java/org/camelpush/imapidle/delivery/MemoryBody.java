package org.camelpush.imapidle.delivery;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.mail.util.SharedByteArrayInputStream;

import io.netty.buffer.ByteBuf;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.BodyStore;

/** A body in one array. */
final class MemoryBody implements Body, BodyStore.Writer {

    private final Spool spool;
    private final AtomicBoolean released = new AtomicBoolean();
    private final int size;
    private final byte[] octets;
    private int written;

    MemoryBody(Spool spool, int size) {
        this.spool = spool;
        this.size = size;
        octets = new byte[size];
    }

    @Override
    public void write(ByteBuf in, int length) {
        in.readBytes(octets, written, length);
        written += length;
    }

    @Override
    public Optional<CompletionStage<Void>> congestion() {
        return Optional.empty();
    }

    @Override
    public Body finish() {
        return this;
    }

    @Override
    public void discard() {
        release();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new SharedByteArrayInputStream(octets);
    }

    /** The octets stay with whoever still has the mail; they only count no longer. */
    @Override
    public void release() {
        if (released.compareAndSet(false, true)) {
            spool.giveBack(size);
        }
    }
}
