package org.camelpush.imapidle;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source of mailboxes again and again, and lets the fleet follow. While the source fails all stays as it is, with
 * one warning.
 */
final class MailboxFollower {

    private static final Logger LOG = LoggerFactory.getLogger(ImapIdleConsumer.class);
    private static final int SHOWN = 5;

    private final ImapIdleConsumer consumer;
    private final MailboxFleet fleet;
    private final ImapIdleConfiguration options;
    private ScheduledFuture<?> next;
    private boolean asking;
    private boolean askAgain;
    private boolean stopped;
    private volatile boolean answered;
    private volatile String failure;
    private volatile List<String> problems = List.of();

    MailboxFollower(ImapIdleConsumer consumer, MailboxFleet fleet) {
        this.consumer = consumer;
        this.fleet = fleet;
        options = consumer.getEndpoint().getConfiguration();
    }

    /** Asks at once, and from then on every {@code mailboxesRefresh}; when it is just being asked, once more after that. */
    synchronized void ask() {
        if (stopped) {
            return;
        }
        if (asking) {
            askAgain = true;
            return;
        }
        try {
            consumer.getEndpoint().getComponent().sources().execute(this::run);
            asking = true;
        } catch (RejectedExecutionException shutDown) {
            LOG.debug("The component stops: the source of route {} is not asked", consumer.getRouteId());
        }
    }

    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void run() {
        try {
            Collection<MailboxAccount> given = options.getMailboxes().mailboxes();
            if (given == null) {
                throw new IllegalStateException("it gave null; an empty collection means no mailboxes");
            }
            MailboxEntries entries = MailboxEntries.of(given, options);
            answered(entries.problems());
            fleet.become(entries);
        } catch (Exception failure) {
            failed(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
        } finally {
            asked();
        }
    }

    private synchronized void asked() {
        asking = false;
        if (askAgain) {
            askAgain = false;
            ask();
        } else if (!stopped) {
            if (next != null) {
                next.cancel(false);
            }
            next = consumer.getEndpoint()
                    .getComponent()
                    .eventLoops()
                    .timer()
                    .schedule(this::ask, options.getMailboxesRefresh(), TimeUnit.MILLISECONDS);
        }
    }

    private void answered(List<String> found) {
        if (!found.isEmpty() && !found.equals(problems)) {
            LOG.warn(
                    "The mailbox source of route {} has {} entries that cannot be used; they are left out, or stay as"
                            + " they were: {}",
                    consumer.getRouteId(),
                    found.size(),
                    words(found));
        }
        problems = found;
        if (failure != null) {
            LOG.info("The mailbox source of route {} answers again", consumer.getRouteId());
        }
        failure = null;
        answered = true;
    }

    private void failed(String reason) {
        if (failure == null) {
            String message = "The mailbox source of route " + consumer.getRouteId() + " fails: " + reason
                    + "; its mailboxes stay as they are, and it is asked again every " + options.getMailboxesRefresh()
                    + " ms";
            LOG.warn(message);
            consumer.tell(new ImapIdleException(message));
        }
        failure = reason;
    }

    /** What is wrong with the source in words, or null. */
    String trouble() {
        if (failure != null) {
            return "The mailbox source fails: " + failure;
        }
        if (!answered) {
            return "The mailbox source has not answered yet";
        }
        return problems.isEmpty() ? null : "Entries of the mailbox source that cannot be used: " + words(problems);
    }

    /** True when the source has not said yet what there is to watch. */
    boolean isInTheDark() {
        return !answered;
    }

    private static String words(List<String> problems) {
        List<String> shown = problems.subList(0, Math.min(SHOWN, problems.size()));
        return String.join("; ", shown) + (problems.size() > SHOWN ? "; and more" : "");
    }
}
