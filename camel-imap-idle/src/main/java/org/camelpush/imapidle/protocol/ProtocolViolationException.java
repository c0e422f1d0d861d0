package org.camelpush.imapidle.protocol;

/**
 * What the server sent is not IMAP, or passes a limit. The connection it came from must be closed; its bytes cannot be
 * trusted any further.
 */
public final class ProtocolViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProtocolViolationException(String message) {
        super(message);
    }
}
