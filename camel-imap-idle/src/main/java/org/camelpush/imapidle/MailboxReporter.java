package org.camelpush.imapidle;

import java.time.Duration;
import java.util.Locale;

import org.apache.camel.support.LoggingExceptionHandler;
import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.session.SessionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what a session reports: once per outage as a warning and to the exception handler, each attempt only for
 * debugging, and the recovery.
 */
final class MailboxReporter implements SessionEvent.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(ImapIdleConsumer.class);

    private final ImapIdleConsumer consumer;
    private final String mailbox;
    private boolean outage;

    MailboxReporter(ImapIdleConsumer consumer) {
        this.consumer = consumer;
        ImapIdleEndpoint endpoint = consumer.getEndpoint();
        mailbox = endpoint.account() + " at " + endpoint.getServiceUrl() + " ("
                + endpoint.getConfiguration().getFolders() + ")";
    }

    @Override
    public void ready(SessionEvent.Ready event) {
        String how = event.push() ? "mail is pushed" : "the server cannot push: it is polled";
        if (outage) {
            LOG.info(
                    "Back at {} after {} and {} failed attempts; {}",
                    mailbox,
                    seconds(event.outage()),
                    event.attempts(),
                    how);
        } else {
            LOG.info("Watching {}; {}", mailbox, how);
        }
        outage = false;
    }

    @Override
    public void lost(SessionEvent.Lost event) {
        if (event.failure().kind() == Failure.Kind.TOKEN && event.nextAttempt().isZero()) {
            LOG.info(
                    "The access token for {} is over: {}; asking for a fresh one",
                    mailbox,
                    event.failure().text());
            return;
        }
        String next = seconds(event.nextAttempt());
        if (outage) {
            LOG.debug(
                    "Attempt {} at {} failed: {}; next in {}",
                    event.attempts(),
                    mailbox,
                    event.failure().text(),
                    next);
            return;
        }
        outage = true;
        warn("Not watching " + mailbox + ": " + event.failure().text() + "; next attempt in " + next);
    }

    @Override
    public void gaveUpConnecting(SessionEvent.GaveUpConnecting event) {
        outage = true;
        warn("Not watching " + mailbox + " any more after " + event.attempts() + " attempts: "
                + event.failure().text() + "; restart the route, or call its reconnect operation, to try again");
    }

    @Override
    public void mailboxReset(SessionEvent.MailboxReset event) {
        LOG.warn(
                "The server numbered {} anew (UIDVALIDITY {} is now {}); going on from its present state",
                mailbox,
                event.oldUidValidity(),
                event.newUidValidity());
    }

    @Override
    public void deliveryGivenUp(SessionEvent.DeliveryGivenUp event) {
        String where = consumer.getEndpoint().getConfiguration().getDeadLetterFolder();
        warn("The mail with UID " + event.uid() + " of " + mailbox + " failed " + event.attempts() + " times and is "
                + (where == null ? "passed over; it stays in its folder" : "moved to " + where));
    }

    @Override
    public void notSettled(SessionEvent.NotSettled event) {
        warn("The server refused \"" + event.command() + "\" for mails of " + mailbox + " that were processed: "
                + event.reason());
    }

    @Override
    public void alert(SessionEvent.Alert event) {
        LOG.warn("The server of {} says: {}", mailbox, event.text());
    }

    @Override
    public void stopped(SessionEvent.Stopped event) {
        LOG.info("No longer watching {}", mailbox);
    }

    /** The default exception handler would only log the same again, with a stack trace that says nothing. */
    private void warn(String message) {
        LOG.warn(message);
        if (!(consumer.getExceptionHandler() instanceof LoggingExceptionHandler)) {
            // this is an event loop, and what handles the exception is the user's
            consumer.getEndpoint().getComponent().routes().execute(() -> consumer.getExceptionHandler()
                    .handleException(new ImapIdleException(message)));
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
