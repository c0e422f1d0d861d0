package org.camelpush.imapidle.producer;

import java.io.IOException;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;

/**
 * Angus' connection, with a bound on what one response may hold, checked before memory is taken for it, and without the
 * capabilities that are switched off.
 */
final class BoundedProtocol extends IMAPProtocol {

    private static final int FIRST = 128;
    private static final int GREETING = 64 * 1024;

    /** Null while the super constructor reads the greeting. */
    private final Set<String> disabled;

    /** 0 while the super constructor reads the greeting. */
    private final int limit;

    BoundedProtocol(
            String host,
            int port,
            Properties properties,
            boolean tls,
            MailLogger logger,
            Set<String> disabled,
            int limit)
            throws IOException, ProtocolException {
        super("imap", host, port, properties, tls, logger);
        this.disabled = disabled;
        this.limit = limit;
    }

    @Override
    public boolean hasCapability(String name) {
        boolean off = disabled != null && disabled.contains(name.toUpperCase(Locale.ROOT));
        return !off && super.hasCapability(name);
    }

    @Override
    protected ByteArray getResponseBuffer() {
        return new Bounded(limit == 0 ? GREETING : limit);
    }

    /** The octets of one response. */
    private static final class Bounded extends ByteArray {

        private final int limit;

        Bounded(int limit) {
            super(new byte[FIRST], 0, FIRST);
            this.limit = limit;
        }

        @Override
        public void grow(int increment) {
            if (increment < 0 || getBytes().length > limit - increment) {
                throw new TooLargeException("the server sent a response of more than " + limit + " octets");
            }
            super.grow(increment);
        }
    }

    /** Goes through Angus, which would swallow anything checked. */
    static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }
}
