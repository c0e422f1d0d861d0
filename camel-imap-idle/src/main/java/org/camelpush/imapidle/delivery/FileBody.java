package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.mail.util.SharedFileInputStream;

import io.netty.buffer.ByteBuf;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.BodyStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body in a file. Octets are gathered to chunks, and chunks are written one after the other on a worker; while one is
 * being written no more should be read from the network.
 */
final class FileBody implements Body, BodyStore.Writer {

    private static final Logger LOG = LoggerFactory.getLogger(FileBody.class);
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Executor writers;
    private final AtomicBoolean released = new AtomicBoolean();
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private byte[] chunk = new byte[CHUNK];
    private int gathered;
    private long size;

    // of the writers, one after the other
    private Path file;
    private OutputStream out;

    FileBody(Path folder, Executor writers) {
        this.folder = folder;
        this.writers = writers;
    }

    @Override
    public void write(ByteBuf in, int length) {
        int left = length;
        while (left > 0) {
            int now = Math.min(left, CHUNK - gathered);
            in.readBytes(chunk, gathered, now);
            gathered += now;
            left -= now;
            if (gathered == CHUNK) {
                writeChunk();
            }
        }
        size += length;
    }

    private void writeChunk() {
        byte[] full = chunk;
        int count = gathered;
        chunk = new byte[CHUNK];
        gathered = 0;
        writing = writing.thenRunAsync(() -> append(full, count), writers);
    }

    private void append(byte[] octets, int count) {
        try {
            if (out == null) {
                file = Files.createTempFile(folder, "mail", ".eml");
                out = Files.newOutputStream(file);
            }
            out.write(octets, 0, count);
        } catch (IOException failure) {
            throw new UncheckedIOException("A mail cannot be kept in " + folder + ": " + failure, failure);
        }
    }

    @Override
    public Optional<CompletionStage<Void>> congestion() {
        return writing.isDone() ? Optional.empty() : Optional.of(writing);
    }

    @Override
    public Body finish() {
        writeChunk();
        chunk = null;
        writing = writing.thenRunAsync(this::closeFile, writers);
        return this;
    }

    private void closeFile() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("A mail cannot be kept in " + folder + ": " + failure, failure);
        }
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
    public boolean isInMemory() {
        return false;
    }

    @Override
    public InputStream open() throws IOException {
        if (released.get()) {
            throw new IOException("This mail's content is released already: its exchange has ended");
        }
        try {
            writing.get();
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause().getMessage(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a mail was being written to a file", interrupted);
        }
        return new SharedFileInputStream(file.toFile());
    }

    @Override
    public void release() {
        if (released.compareAndSet(false, true)) {
            writing.whenCompleteAsync((nothing, failure) -> delete(), writers);
        }
    }

    private void delete() {
        try {
            if (out != null) {
                out.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            LOG.warn("The file {} of a mail cannot be deleted: {}", file, failure.toString());
        }
    }
}
