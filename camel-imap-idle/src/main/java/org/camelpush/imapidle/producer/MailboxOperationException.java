package org.camelpush.imapidle.producer;

import org.apache.camel.CamelException;

/** An operation of a producer did not succeed. The message says what, where and what to do next. */
public sealed class MailboxOperationException extends CamelException
        permits ConnectionLostException, MailGoneException, ServerRefusedException, UidValidityChangedException {

    private static final long serialVersionUID = 1L;

    MailboxOperationException(String message) {
        super(message);
    }

    MailboxOperationException(String message, Throwable cause) {
        super(message, cause);
    }
}
