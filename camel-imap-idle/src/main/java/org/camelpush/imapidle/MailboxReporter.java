package org.camelpush.imapidle;

import java.time.Duration;
import java.util.Locale;

import org.camelpush.imapidle.session.Failure;
import org.camelpush.imapidle.session.SessionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells people what a session reports: once per outage as a warning and to the exception handler, once more when it turns
 * out to be a refusal, each attempt only for debugging, and the recovery.
 */
final class MailboxReporter implements SessionEvent.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(ImapIdleConsumer.class);

    private final ImapIdleConsumer consumer;
    private final ImapIdleMailbox mailbox;
    private boolean outage;
    private boolean refused;

    MailboxReporter(ImapIdleConsumer consumer, ImapIdleMailbox mailbox) {
        this.consumer = consumer;
        this.mailbox = mailbox;
    }

    /** Not kept: it is long, and there may be thousands. */
    private String mailbox() {
        MailboxAccount account = mailbox.account();
        return account.id() + " at " + account.server() + " (" + account.folder() + ")";
    }

    private Level level(Level usual) {
        return consumer.mayLog() ? usual : Level.DEBUG;
    }

    @Override
    public void ready(SessionEvent.Ready event) {
        String how = event.push() ? "mail is pushed" : "the server cannot push: it is polled";
        if (outage) {
            LOG.atLevel(level(Level.INFO))
                    .log(
                            "Back at {} after {} and {} failed attempts; {}",
                            mailbox(),
                            seconds(event.outage()),
                            event.attempts(),
                            how);
        } else {
            LOG.atLevel(level(Level.INFO)).log("Watching {}; {}", mailbox(), how);
        }
        outage = false;
        refused = false;
    }

    @Override
    public void lost(SessionEvent.Lost event) {
        if (event.failure().kind() == Failure.Kind.TOKEN && event.nextAttempt().isZero()) {
            LOG.info(
                    "The access token for {} is over: {}; asking for a fresh one",
                    mailbox(),
                    event.failure().text());
            return;
        }
        String next = seconds(event.nextAttempt());
        boolean becameRefusal = event.failure().isRefusal() && !refused;
        refused |= event.failure().isRefusal();
        if (outage && !becameRefusal) {
            LOG.debug(
                    "Attempt {} at {} failed: {}; next in {}",
                    event.attempts(),
                    mailbox(),
                    event.failure().text(),
                    next);
            return;
        }
        outage = true;
        warn(
                level(Level.WARN),
                "Not watching " + mailbox() + ": " + event.failure().text() + "; next attempt in " + next,
                event.failure().kind());
    }

    @Override
    public void offline(SessionEvent.Offline event) {
        if (outage) {
            LOG.debug("No network may be used for {}", mailbox());
            return;
        }
        outage = true;
        warn(
                level(Level.WARN),
                "Not watching " + mailbox() + ": " + event.failure().text() + "; nothing is tried until one may",
                event.failure().kind());
    }

    @Override
    public void gaveUpConnecting(SessionEvent.GaveUpConnecting event) {
        outage = true;
        warn(
                level(Level.WARN),
                "Not watching " + mailbox() + " any more after " + event.attempts() + " attempts: "
                        + event.failure().text()
                        + "; restart the route, or call its reconnect operation, to try again",
                event.failure().kind());
    }

    @Override
    public void mailboxReset(SessionEvent.MailboxReset event) {
        LOG.warn(
                "The server numbered {} anew (UIDVALIDITY {} is now {}); going on from its present state",
                mailbox(),
                event.oldUidValidity(),
                event.newUidValidity());
    }

    @Override
    public void deliveryGivenUp(SessionEvent.DeliveryGivenUp event) {
        String where = consumer.getEndpoint().getConfiguration().getDeadLetterFolder();
        warn(
                Level.WARN,
                "The mail with UID " + event.uid() + " of " + mailbox() + " failed " + event.attempts()
                        + " times and is "
                        + (where == null ? "passed over; it stays in its folder" : "moved to " + where),
                null);
    }

    @Override
    public void notSettled(SessionEvent.NotSettled event) {
        warn(
                Level.WARN,
                "The server refused \"" + event.command() + "\" for mails of " + mailbox() + " that were processed: "
                        + event.reason(),
                null);
    }

    @Override
    public void alert(SessionEvent.Alert event) {
        LOG.warn("The server of {} says: {}", mailbox(), event.text());
    }

    @Override
    public void moved(SessionEvent.Moved event) {
        LOG.info("Moved {} to {} in {}", mailbox(), event.binding(), seconds(event.took()));
    }

    @Override
    public void moveFailed(SessionEvent.MoveFailed event) {
        warn(Level.WARN, "Could not move " + mailbox() + " to " + event.binding() + ": " + event.reason(), null);
    }

    @Override
    public void noRoom(SessionEvent.NoRoom event) {
        LOG.info(
                "The server has no room for another connection of this account: {} is watched by one that other folders"
                        + " use too: {}",
                mailbox(),
                event.failure().text());
    }

    @Override
    public void stopped(SessionEvent.Stopped event) {
        LOG.atLevel(level(Level.INFO)).log("No longer watching {}", mailbox());
    }

    private void warn(Level level, String message, Failure.Kind kind) {
        LOG.atLevel(level).log(message);
        consumer.tell(new ImapIdleException(message, kind));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
