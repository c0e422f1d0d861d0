package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;

import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.trait.message.MessageTrait;
import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FetchedMail;

/**
 * camel-mail's message, with a mail that is taken apart when a route first asks for a part of it. A route that looks only
 * at a few mails does not pay for the others. Once asked for, or while it is held in memory, the content stays there for
 * as long as the message does, also after its exchange has ended. See
 * docs/adr/0007-a-mail-is-taken-apart-when-it-is-looked-at.md.
 */
public final class PushedMailMessage extends MailMessage {

    private final FetchedMail mail;
    private final Map<String, Object> ownHeaders;
    private boolean attachmentsExtracted;

    /**
     * @param exchange whose binding takes the mail apart
     * @param mail what was fetched
     * @param ownHeaders headers that come beside those of the mail, and win over them
     */
    public PushedMailMessage(Exchange exchange, FetchedMail mail, Map<String, Object> ownHeaders) {
        super(exchange, null, true);
        this.mail = mail;
        this.ownHeaders = ownHeaders;
    }

    /** Makes the Jakarta Mail message, if it is not made yet. */
    public void parse() {
        if (super.getMessage() == null) {
            try {
                setMessage(PushedMimeMessage.of(mail));
            } catch (IOException | MessagingException failure) {
                throw new RuntimeCamelException("The mail with UID " + mail.uid() + " cannot be read", failure);
            }
        }
    }

    @Override
    public Message getMessage() {
        parse();
        return super.getMessage();
    }

    @Override
    public Message getOriginalMessage() {
        parse();
        return super.getOriginalMessage();
    }

    @Override
    protected Object createBody() {
        if (super.getMessage() == null) {
            Optional<String> text = plainText();
            if (text.isPresent()) {
                return text.get();
            }
        }
        parse();
        return super.createBody();
    }

    private Optional<String> plainText() {
        if (mail.download() != Download.FULL) {
            return Optional.empty();
        }
        try {
            return PlainText.of(mail.body());
        } catch (IOException unreadable) {
            return Optional.empty(); // who reads it in full says why
        }
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> map) {
        // like camel-mail: the body first, for its binding may put a repaired copy in the message's place
        getBody();
        parse();
        super.populateInitialHeaders(map);
        map.putAll(ownHeaders);
    }

    @Override
    public Object getPayloadForTrait(MessageTrait trait) {
        if (trait == MessageTrait.ATTACHMENTS) {
            extractAttachments();
        }
        return super.getPayloadForTrait(trait);
    }

    @Override
    public boolean hasTrait(MessageTrait trait) {
        if (trait == MessageTrait.ATTACHMENTS) {
            extractAttachments();
        }
        return super.hasTrait(trait);
    }

    private void extractAttachments() {
        if (attachmentsExtracted) {
            return;
        }
        attachmentsExtracted = true;
        getBody();
        parse();
        MailBinding binding = ExchangeHelper.getBinding(getExchange(), MailBinding.class);
        Map<String, Attachment> attachments = new HashMap<>();
        try {
            binding.extractAttachmentsFromMail(super.getMessage(), attachments);
        } catch (IOException | MessagingException failure) {
            throw new RuntimeCamelException("The attachments of a mail cannot be read", failure);
        }
        if (!attachments.isEmpty()) {
            setPayloadForTrait(MessageTrait.ATTACHMENTS, new HashMap<String, Object>(attachments));
        }
    }

    @Override
    public MailMessage copy() {
        parse();
        return super.copy();
    }
}
