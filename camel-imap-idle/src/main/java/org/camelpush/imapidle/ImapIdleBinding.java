package org.camelpush.imapidle;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.mail.MessagingException;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailMessage;
import org.camelpush.imapidle.delivery.PushedMimeMessage;
import org.camelpush.imapidle.session.PushedMail;

/** Makes of a mail what camel-mail makes of it, by camel-mail's own binding, and adds the headers of this component. */
final class ImapIdleBinding {

    private final String account;
    private final MailBinding mailBinding;

    ImapIdleBinding(String account, MailBinding mailBinding) {
        this.account = account;
        this.mailBinding = mailBinding;
    }

    /**
     * Fills the exchange.
     *
     * @throws IOException when the mail's content cannot be read
     * @throws MessagingException when it is no mail
     */
    void bind(Exchange exchange, PushedMail mail) throws IOException, MessagingException {
        MailMessage message = new MailMessage(exchange, PushedMimeMessage.of(mail.mail()), true);
        exchange.setProperty(Exchange.BINDING, mailBinding);
        exchange.setIn(message);
        // like camel-mail, all at once: body, headers, attachments
        message.getBody();
        message.getHeaders();
        Map<String, Attachment> attachments = new HashMap<>();
        // the binding may have put a repaired copy in the message's place
        mailBinding.extractAttachmentsFromMail(message.getMessage(), attachments);
        if (!attachments.isEmpty()) {
            exchange.getIn(AttachmentMessage.class).setAttachmentObjects(attachments);
        }
        addHeaders(exchange.getIn(), mail);
    }

    private void addHeaders(Message in, PushedMail mail) {
        in.setHeader(ImapIdleConstants.EVENT, ImapIdleConstants.EVENT_MESSAGE);
        in.setHeader(ImapIdleConstants.ACCOUNT, account);
        in.setHeader(ImapIdleConstants.FOLDER, mail.folder());
        in.setHeader(ImapIdleConstants.UID, mail.uid());
        in.setHeader(ImapIdleConstants.UID_VALIDITY, mail.uidValidity());
        in.setHeader(ImapIdleConstants.SIZE, mail.mail().size());
        in.setHeader(ImapIdleConstants.FLAGS, mail.mail().flags());
        in.setHeader(ImapIdleConstants.DELIVERY_ATTEMPT, mail.attempt());
        in.setHeader(ImapIdleConstants.NOTIFIED_AT, Instant.now().minusNanos(System.nanoTime() - mail.noticedAt()));
        Instant receivedAt = mail.mail().receivedAt();
        if (receivedAt != null) {
            in.setHeader(ImapIdleConstants.RECEIVED_AT, receivedAt);
        }
    }
}
