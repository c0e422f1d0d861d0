package org.camelpush.imapidle.delivery;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import org.camelpush.imapidle.protocol.BodyStore;

/**
 * Keeps message bodies: small ones in memory as long as all of them together fit, others in files of a folder. Shared
 * by many mailboxes, thread-safe.
 */
public final class Spool implements BodyStore {

    /** Octets of one body that may stay in memory. */
    public static final int MAX_IN_MEMORY = 256 * 1024;

    /** Octets of all bodies that may stay in memory. */
    public static final long MEMORY = 64L * 1024 * 1024;

    private final Path folder;
    private final Executor writers;
    private final long memory;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param folder where files go; must exist
     * @param writers write files, off the event loops
     */
    public Spool(Path folder, Executor writers) {
        this(folder, writers, MEMORY);
    }

    Spool(Path folder, Executor writers, long memory) {
        this.folder = folder;
        this.writers = writers;
        this.memory = memory;
    }

    @Override
    public Writer begin(long size) {
        if (size <= MAX_IN_MEMORY && take(size)) {
            return new MemoryBody(this, (int) size);
        }
        return new FileBody(folder, writers);
    }

    private boolean take(long size) {
        if (taken.addAndGet(size) <= memory) {
            return true;
        }
        taken.addAndGet(-size);
        return false;
    }

    void giveBack(long size) {
        taken.addAndGet(-size);
    }

    /** Octets held in memory now. */
    long inMemory() {
        return taken.get();
    }
}
