package org.camelpush.imapidle;

import org.apache.camel.RuntimeCamelException;

/** Something went wrong outside any exchange: a connection, a login, a folder. The message says what and where. */
public class ImapIdleException extends RuntimeCamelException {

    private static final long serialVersionUID = 1L;

    public ImapIdleException(String message) {
        super(message);
    }
}
