package org.camelpush.imapidle.producer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

import io.netty.buffer.Unpooled;
import org.camelpush.imapidle.delivery.Spool;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.BodyStore;

/** Gathers a mail whose size is not known for sure: in memory while it is small, then in a file. */
final class MailOctets extends OutputStream {

    private final BodyStore store;
    private final long maxSize;
    private ByteArrayOutputStream head = new ByteArrayOutputStream();
    private BodyStore.Writer file;
    private long size;

    MailOctets(BodyStore store, long maxSize) {
        this.store = store;
        this.maxSize = maxSize;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int count) {
        if (count > maxSize - size) {
            throw tooLarge(maxSize);
        }
        size += count;
        if (file == null && size <= Spool.MAX_IN_MEMORY) {
            head.write(octets, offset, count);
            return;
        }
        if (file == null) {
            file = store.begin(Spool.MAX_IN_MEMORY + 1L);
            put(file, head.toByteArray(), 0, head.size());
            head = null;
        }
        put(file, octets, offset, count);
    }

    static BoundedProtocol.TooLargeException tooLarge(long maxSize) {
        return new BoundedProtocol.TooLargeException(
                "it is larger than the " + maxSize + " octets of maxLiteralSize; raise that to let it through");
    }

    private static void put(BodyStore.Writer writer, byte[] octets, int offset, int count) {
        writer.write(Unpooled.wrappedBuffer(octets, offset, count), count);
        writer.congestion().ifPresent(written -> written.toCompletableFuture().join());
    }

    long size() {
        return size;
    }

    /** All octets have come; the body must be released. */
    Body finish() {
        BodyStore.Writer writer = file;
        if (writer == null) {
            writer = store.begin(size);
            put(writer, head.toByteArray(), 0, head.size());
        }
        file = null;
        return writer.finish();
    }

    /** Gives back what was taken, unless {@link #finish()} was called. */
    void discard() {
        if (file != null) {
            file.discard();
            file = null;
        }
    }
}
