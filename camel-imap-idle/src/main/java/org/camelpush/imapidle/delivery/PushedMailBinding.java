package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;

import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * camel-mail's binding, for exchanges that do not come from one of camel-mail's endpoints: it looks for its options in
 * the exchange's endpoint, so it is shown one with the defaults. A mail whose content cannot be taken apart comes as
 * camel-mail gives it unmapped, the raw message as body, for it would fail again each time.
 */
public final class PushedMailBinding extends MailBinding {

    private static final Logger LOG = LoggerFactory.getLogger(PushedMailBinding.class);

    private static final Pattern LINE_BREAKS = Pattern.compile("[\r\n]+");

    private final MailEndpoint defaults = new MailEndpoint();
    private final PushedMailBinding unmapped;

    /**
     * @param filter which of a mail's headers become headers of the exchange
     */
    public PushedMailBinding(HeaderFilterStrategy filter) {
        this(filter, true);
    }

    private PushedMailBinding(HeaderFilterStrategy filter, boolean mapped) {
        super(filter, null, false, mapped);
        defaults.setConfiguration(new MailConfiguration());
        unmapped = mapped ? new PushedMailBinding(filter, false) : null;
    }

    @Override
    public Object extractBodyFromMail(Exchange exchange, MailMessage mail) {
        if (isWithoutContent(mail.getMessage())) {
            return null;
        }
        try {
            return super.extractBodyFromMail(exchange, mail);
        } catch (RuntimeCamelException malformed) {
            LOG.debug("The content of a mail cannot be taken apart; its raw message is the body", malformed);
            return mail.getMessage();
        }
    }

    /** Only headers were downloaded, or nothing. */
    private static boolean isWithoutContent(Message mail) {
        return mail instanceof PushedMimeMessage pushed && !pushed.isWhole();
    }

    @Override
    public void extractAttachmentsFromMail(Message mail, Map<String, Attachment> attachments) {
        if (isWithoutContent(mail)) {
            return;
        }
        try {
            super.extractAttachmentsFromMail(mail, attachments);
        } catch (MessagingException | IOException malformed) {
            LOG.debug("The attachments of a mail cannot be taken apart", malformed);
        }
    }

    @Override
    protected Map<String, Object> extractHeadersFromMail(Message mail, Exchange exchange)
            throws MessagingException, IOException {
        Exchange stand = new DefaultExchange(exchange.getContext());
        stand.getExchangeExtension().setFromEndpoint(defaults);
        try {
            Map<String, Object> headers = super.extractHeadersFromMail(mail, stand);
            headers.replaceAll((name, value) -> unfolded(value));
            return headers;
        } catch (MessagingException | IOException malformed) {
            if (unmapped == null) {
                throw malformed;
            }
            return unmapped.extractHeadersFromMail(mail, exchange);
        }
    }

    /** RFC 5322 §2.2.3: a header is one line, however it was sent; a log that shows it shows one line. */
    private static Object unfolded(Object value) {
        if (value instanceof String text) {
            return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                    ? text
                    : LINE_BREAKS.matcher(text).replaceAll("");
        }
        if (value instanceof List<?> values) {
            return new ArrayList<>(
                    values.stream().map(PushedMailBinding::unfolded).toList());
        }
        return value;
    }
}
