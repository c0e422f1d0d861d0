package org.camelpush.imapidle.producer;

/** The server said NO or BAD: to the login, the folder or the command. */
public final class ServerRefusedException extends MailboxOperationException {

    private static final long serialVersionUID = 1L;

    ServerRefusedException(String message) {
        super(message);
    }

    ServerRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
