package org.camelpush.imapidle.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netty.buffer.ByteBuf;

/** Keeps bodies in memory and remembers what became of them. */
final class MemoryBodies implements BodyStore {

    private final List<MemoryBody> finished = new ArrayList<>();
    private long begun;
    private int open;
    private CompletionStage<Void> congestion;

    static final class MemoryBody implements Body {
        private final byte[] octets;
        private int releases;

        MemoryBody(byte[] octets) {
            this.octets = octets;
        }

        String text() {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }

        int releases() {
            return releases;
        }

        @Override
        public long size() {
            return octets.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(octets);
        }

        @Override
        public void release() {
            releases++;
        }
    }

    @Override
    public Writer begin(long size) {
        begun = size;
        open++;
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        return new Writer() {
            @Override
            public void write(ByteBuf in, int length) {
                byte[] copy = new byte[length];
                in.readBytes(copy);
                octets.writeBytes(copy);
            }

            @Override
            public Optional<CompletionStage<Void>> congestion() {
                return Optional.ofNullable(congestion);
            }

            @Override
            public Body finish() {
                open--;
                MemoryBody body = new MemoryBody(octets.toByteArray());
                finished.add(body);
                return body;
            }

            @Override
            public void discard() {
                open--;
            }
        };
    }

    void congest() {
        congestion = new CompletableFuture<>();
    }

    /** Octets announced for the last body. */
    long begun() {
        return begun;
    }

    /** Bodies begun and neither finished nor discarded. */
    int open() {
        return open;
    }

    List<MemoryBody> finished() {
        return finished;
    }

    /** Every body that was finished was released, and none is open. */
    boolean allGivenBack() {
        return open == 0 && finished.stream().allMatch(body -> body.releases() > 0);
    }
}
