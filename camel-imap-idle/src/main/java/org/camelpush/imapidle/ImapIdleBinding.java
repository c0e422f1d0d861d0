package org.camelpush.imapidle;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailBinding;
import org.camelpush.imapidle.delivery.PushedMailMessage;
import org.camelpush.imapidle.session.PushedMail;

/** Makes of a mail what camel-mail makes of it, by camel-mail's own binding, and adds the headers of this component. */
final class ImapIdleBinding {

    private final String account;
    private final MailBinding mailBinding;

    ImapIdleBinding(String account, MailBinding mailBinding) {
        this.account = account;
        this.mailBinding = mailBinding;
    }

    /** Fills the exchange; the mail is taken apart when the route asks for it. */
    void bind(Exchange exchange, PushedMail mail) {
        PushedMailMessage message = new PushedMailMessage(exchange, mail.mail(), headers(mail));
        exchange.setProperty(Exchange.BINDING, mailBinding);
        exchange.setIn(message);
        if (!mail.mail().body().isInMemory()) {
            message.parse(); // opens the file, which is deleted when the exchange has ended
        }
    }

    private Map<String, Object> headers(PushedMail mail) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(ImapIdleConstants.EVENT, ImapIdleConstants.EVENT_MESSAGE);
        headers.put(ImapIdleConstants.ACCOUNT, account);
        headers.put(ImapIdleConstants.FOLDER, mail.folder());
        headers.put(ImapIdleConstants.UID, mail.uid());
        headers.put(ImapIdleConstants.UID_VALIDITY, mail.uidValidity());
        headers.put(ImapIdleConstants.SIZE, mail.mail().size());
        headers.put(ImapIdleConstants.FLAGS, mail.mail().flags());
        headers.put(ImapIdleConstants.DELIVERY_ATTEMPT, mail.attempt());
        headers.put(ImapIdleConstants.NOTIFIED_AT, Instant.now().minusNanos(System.nanoTime() - mail.noticedAt()));
        if (mail.mail().receivedAt() != null) {
            headers.put(ImapIdleConstants.RECEIVED_AT, mail.mail().receivedAt());
        }
        return headers;
    }
}
