package org.camelpush.imapidle;

import java.util.Set;

import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Keeps headers apart that a mail's sender must not set: Camel's own, whatever their case, those camel-mail would take as
 * settings of a session, and those by which a tracer would put the exchange into a trace of the sender's choice (W3C Trace
 * Context and Baggage, B3).
 */
public class ImapIdleHeaderFilterStrategy extends DefaultHeaderFilterStrategy {

    private static final String[] RESERVED = {"camel", "org.apache.camel.", "mail.smtp.", "mail.smtps.", "x-b3-"};
    private static final Set<String> TRACING = Set.of("traceparent", "tracestate", "baggage", "b3");

    public ImapIdleHeaderFilterStrategy() {
        setLowerCase(true);
        setInFilterStartsWith(RESERVED);
        setOutFilterStartsWith(RESERVED);
        setInFilter(TRACING);
    }
}
