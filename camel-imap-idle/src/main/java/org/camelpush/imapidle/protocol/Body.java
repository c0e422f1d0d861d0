package org.camelpush.imapidle.protocol;

import java.io.IOException;
import java.io.InputStream;

/**
 * The octets of one message, complete, kept in memory or in a file. Whoever receives one must {@link #release()} it;
 * releasing twice does nothing.
 */
public interface Body {

    /** Octets in this body. */
    long size();

    /**
     * Opens the content from its start; may be called several times until {@link #release()}, and may wait for octets
     * still being written to a file, so never on an event loop.
     *
     * @throws IOException when the octets could not be kept, or are released
     */
    InputStream open() throws IOException;

    /** True when the content can be opened at any time without waiting, even when it was released. */
    default boolean isInMemory() {
        return true;
    }

    /** Gives memory or file back. */
    void release();
}
