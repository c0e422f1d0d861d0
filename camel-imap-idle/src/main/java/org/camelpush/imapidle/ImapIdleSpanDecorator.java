package org.camelpush.imapidle;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.decorators.AbstractMessagingSpanDecorator;

/**
 * Says of Camel's span of an exchange which mail it is, by folder and number, and how long it took to come here; nothing
 * of its content. A mail's own headers name no parent: whoever sends a mail could write them.
 */
public class ImapIdleSpanDecorator extends AbstractMessagingSpanDecorator {

    static final String SYSTEM = "imap";

    private static final SpanContextPropagationExtractor NOTHING = new SpanContextPropagationExtractor() {
        @Override
        public Iterator<Map.Entry<String, Object>> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public Object get(String key) {
            return null;
        }

        @Override
        public Set<String> keys() {
            return Set.of();
        }
    };

    @Override
    public String getComponent() {
        return "imap-idle";
    }

    /** By which imaps-idle finds this decorator too. */
    @Override
    public String getComponentClassName() {
        return ImapIdleComponent.class.getName();
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        span.setTag("messaging.system", SYSTEM);
        Instant noticed = exchange.getIn().getHeader(ImapIdleConstants.NOTIFIED_AT, Instant.class);
        if (noticed != null) {
            span.setTag("camel.imapidle.notified_at", noticed.toString());
            Duration delay = Duration.between(noticed, Instant.now());
            span.setTag("camel.imapidle.notice_to_route_millis", String.valueOf(delay.toNanos() / 1000 / 1000.0));
        }
    }

    @Override
    protected String getDestination(Exchange exchange, Endpoint endpoint) {
        String folder = exchange.getIn().getHeader(ImapIdleConstants.FOLDER, String.class);
        return folder == null ? super.getDestination(exchange, endpoint) : folder;
    }

    @Override
    protected String getMessageId(Exchange exchange) {
        Message mail = exchange.getIn();
        Object uid = mail.getHeader(ImapIdleConstants.UID);
        return uid == null
                ? null
                : mail.getHeader(ImapIdleConstants.FOLDER) + "/" + mail.getHeader(ImapIdleConstants.UID_VALIDITY) + "/"
                        + uid;
    }

    @Override
    public SpanContextPropagationExtractor getExtractor(Exchange exchange) {
        return NOTHING;
    }
}
