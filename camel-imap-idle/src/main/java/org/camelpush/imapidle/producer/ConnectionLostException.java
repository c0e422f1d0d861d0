package org.camelpush.imapidle.producer;

/** No connection, or it was lost and could not be made good. */
public final class ConnectionLostException extends MailboxOperationException {

    private static final long serialVersionUID = 1L;

    ConnectionLostException(String message) {
        super(message);
    }

    ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
