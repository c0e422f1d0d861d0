package org.camelpush.imapidle;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.mail.MailBinding;
import org.camelpush.imapidle.delivery.PushedMailMessage;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.MailPart;
import org.camelpush.imapidle.session.MailEvent;
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
        if (mail.mail().body() != null && !mail.mail().body().isInMemory()) {
            message.parse(); // opens the file, which is deleted when the exchange has ended
        }
    }

    /** Fills the exchange of an event. */
    void bind(Exchange exchange, MailEvent event) {
        Message message = exchange.getIn();
        message.setBody(event);
        message.setHeader(ImapIdleConstants.EVENT, event.kind().name().toLowerCase(Locale.ROOT));
        message.setHeader(ImapIdleConstants.ACCOUNT, account);
        message.setHeader(ImapIdleConstants.FOLDER, event.folder());
        message.setHeader(ImapIdleConstants.UID_VALIDITY, event.uidValidity());
        if (event.isOfMail()) {
            message.setHeader(ImapIdleConstants.UID, event.uid());
        }
        if (event.modSeq() > 0) {
            message.setHeader(ImapIdleConstants.MOD_SEQ, event.modSeq());
        }
        if (event.kind() == MailEvent.Kind.FLAGS) {
            message.setHeader(ImapIdleConstants.FLAGS, event.flags());
        }
    }

    /**
     * Makes a mail that was asked for the exchange's message. Headers that were there stay where the mail has none of
     * that name.
     */
    void bindReply(Exchange exchange, FetchedMail mail, String folder, long uidValidity) {
        Map<String, Object> before = exchange.getMessage().getHeaders();
        PushedMailMessage message = new PushedMailMessage(exchange, mail, headers(mail, folder, uidValidity));
        exchange.setProperty(Exchange.BINDING, mailBinding);
        exchange.setMessage(message);
        before.forEach(message.getHeaders()::putIfAbsent);
        message.removeHeader(ImapIdleConstants.STRUCTURE); // the parts themselves are here
    }

    private Map<String, Object> headers(PushedMail mail) {
        Map<String, Object> headers = headers(mail.mail(), mail.folder(), mail.uidValidity());
        headers.put(ImapIdleConstants.EVENT, ImapIdleConstants.EVENT_MESSAGE);
        headers.put(ImapIdleConstants.DELIVERY_ATTEMPT, mail.attempt());
        headers.put(ImapIdleConstants.NOTIFIED_AT, Instant.now().minusNanos(System.nanoTime() - mail.noticedAt()));
        return headers;
    }

    private Map<String, Object> headers(FetchedMail mail, String folder, long uidValidity) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(ImapIdleConstants.ACCOUNT, account);
        headers.put(ImapIdleConstants.FOLDER, folder);
        headers.put(ImapIdleConstants.UID, mail.uid());
        headers.put(ImapIdleConstants.UID_VALIDITY, uidValidity);
        headers.put(ImapIdleConstants.DOWNLOADED, mail.download().name().toLowerCase(Locale.ROOT));
        if (mail.parts() != null) {
            headers.put(ImapIdleConstants.STRUCTURE, structure(mail.parts()));
        }
        headers.put(ImapIdleConstants.SIZE, mail.size());
        headers.put(ImapIdleConstants.FLAGS, mail.flags());
        if (mail.modSeq() > 0) {
            headers.put(ImapIdleConstants.MOD_SEQ, mail.modSeq());
        }
        if (mail.receivedAt() != null) {
            headers.put(ImapIdleConstants.RECEIVED_AT, mail.receivedAt());
        }
        return headers;
    }

    /** In collections of the JDK, which every language and data format of Camel can look into. */
    private static List<Map<String, Object>> structure(List<MailPart> parts) {
        return parts.stream().map(ImapIdleBinding::describe).toList();
    }

    private static Map<String, Object> describe(MailPart part) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("section", part.section());
        description.put("type", part.type());
        description.put("disposition", part.disposition());
        description.put("name", part.name());
        description.put("size", part.size());
        return description;
    }
}
