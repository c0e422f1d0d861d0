package org.camelpush.imapidle;

import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Keeps headers apart that a mail's sender must not set: Camel's own, whatever their case, and those camel-mail would
 * take as settings of a session.
 */
public class ImapIdleHeaderFilterStrategy extends DefaultHeaderFilterStrategy {

    private static final String[] RESERVED = {"camel", "org.apache.camel.", "mail.smtp.", "mail.smtps."};

    public ImapIdleHeaderFilterStrategy() {
        setLowerCase(true);
        setInFilterStartsWith(RESERVED);
        setOutFilterStartsWith(RESERVED);
    }
}
