package org.camelpush.imapidle.producer;

/** The mail is not in its folder any more, or never was. */
public final class MailGoneException extends MailboxOperationException {

    private static final long serialVersionUID = 1L;

    MailGoneException(String message) {
        super(message);
    }
}
