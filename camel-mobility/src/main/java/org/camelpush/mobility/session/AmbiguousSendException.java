package org.camelpush.mobility.session;

import jakarta.mail.MessagingException;

/** The connection was lost after the whole mail was sent, and before the server said that it takes it. */
public class AmbiguousSendException extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final String messageId;

    AmbiguousSendException(String messageId, MessagingException cause) {
        super(
                "The connection was lost after the mail " + messageId
                        + " was sent and before the server took it: it may"
                        + " arrive or not. Look for it at the server before it is sent again, or set onAmbiguous=RESEND",
                cause);
        this.messageId = messageId;
    }

    /** The Message-ID by which it can be looked for. */
    public String getMessageId() {
        return messageId;
    }
}
