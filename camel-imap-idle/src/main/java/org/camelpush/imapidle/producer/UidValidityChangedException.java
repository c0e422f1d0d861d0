package org.camelpush.imapidle.producer;

/** The server has numbered the folder anew, so the unique identifier names another mail or none (RFC 9051 §2.3.1.1). */
public final class UidValidityChangedException extends MailboxOperationException {

    private static final long serialVersionUID = 1L;

    UidValidityChangedException(String message) {
        super(message);
    }
}
