package org.camelpush.imapidle.delivery;

import java.io.IOException;
import java.util.Map;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;

import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultExchange;

/**
 * camel-mail's binding, for exchanges that do not come from one of camel-mail's endpoints: it looks for its options in
 * the exchange's endpoint, so it is shown one with the defaults.
 */
public final class PushedMailBinding extends MailBinding {

    private final MailEndpoint defaults = new MailEndpoint();

    /**
     * @param filter which of a mail's headers become headers of the exchange
     */
    public PushedMailBinding(HeaderFilterStrategy filter) {
        super(filter, null, false, true);
        defaults.setConfiguration(new MailConfiguration());
    }

    @Override
    protected Map<String, Object> extractHeadersFromMail(Message mail, Exchange exchange)
            throws MessagingException, IOException {
        Exchange stand = new DefaultExchange(exchange.getContext());
        stand.getExchangeExtension().setFromEndpoint(defaults);
        return super.extractHeadersFromMail(mail, stand);
    }
}
