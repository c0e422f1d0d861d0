package org.camelpush.imapidle;

import org.apache.camel.RuntimeCamelException;
import org.camelpush.imapidle.session.Failure;

/**
 * Something went wrong outside any exchange: a connection, a login, a folder. The message says what and where, the kind
 * lets a program tell one from the other.
 */
public class ImapIdleException extends RuntimeCamelException {

    private static final long serialVersionUID = 1L;

    private final Failure.Kind kind;

    public ImapIdleException(String message) {
        this(message, null);
    }

    /**
     * @param kind what ended the connection, or null where the connection is not concerned
     */
    public ImapIdleException(String message, Failure.Kind kind) {
        super(message);
        this.kind = kind;
    }

    /** What ended the connection, such as a folder that is not there; null where the connection is not concerned. */
    public Failure.Kind getKind() {
        return kind;
    }
}
