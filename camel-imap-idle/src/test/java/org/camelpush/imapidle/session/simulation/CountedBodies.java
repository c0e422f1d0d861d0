package org.camelpush.imapidle.session.simulation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.netty.buffer.ByteBuf;
import org.camelpush.imapidle.protocol.Body;
import org.camelpush.imapidle.protocol.BodyStore;

/** Keeps bodies, and knows of each whose it is: nobody else's to release, and nobody's to forget. */
final class CountedBodies implements BodyStore {

    private final List<CountedBody> bodies = new ArrayList<>();
    private int writers;

    @Override
    public Writer begin(long size) {
        writers++;
        return new CountedWriter();
    }

    /** True while a body is arriving. */
    boolean isWriting() {
        return writers > 0;
    }

    /** All bodies have ended, and all writers. */
    void mustBeGivenBack() {
        if (writers != 0) {
            throw new BrokenRule("a body that will never be complete must be discarded");
        }
        for (CountedBody body : bodies) {
            if (!body.released) {
                throw new BrokenRule("a body must be released or delivered: "
                        + new String(body.octets, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
    }

    private final class CountedWriter implements Writer {
        private final java.io.ByteArrayOutputStream octets = new java.io.ByteArrayOutputStream();
        private boolean ended;

        @Override
        public void write(ByteBuf in, int length) {
            byte[] copy = new byte[length];
            in.readBytes(copy);
            octets.writeBytes(copy);
        }

        @Override
        public Optional<CompletionStage<Void>> congestion() {
            return Optional.empty();
        }

        @Override
        public Body finish() {
            end();
            CountedBody body = new CountedBody(octets.toByteArray());
            bodies.add(body);
            return body;
        }

        @Override
        public void discard() {
            end();
        }

        private void end() {
            if (ended) {
                throw new BrokenRule("a body must be finished or discarded once");
            }
            ended = true;
            writers--;
        }
    }

    /** A body that minds being released twice. */
    static final class CountedBody implements Body {
        private final byte[] octets;
        private boolean released;

        private CountedBody(byte[] octets) {
            this.octets = octets;
        }

        boolean isReleased() {
            return released;
        }

        @Override
        public long size() {
            return octets.length;
        }

        @Override
        public InputStream open() {
            if (released) {
                throw new BrokenRule("a released body must not be delivered");
            }
            return new ByteArrayInputStream(octets);
        }

        @Override
        public void release() {
            if (released) {
                throw new BrokenRule("a body must be released once");
            }
            released = true;
        }
    }
}
