package org.camelpush.imapidle;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.ManagementStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to Camel's notifiers, one after the other on a thread of its own, for a notifier is a user's code and may
 * take its time. When too many wait, further ones are dropped, and a warning a minute says so. Never blocks.
 */
final class EventSender {

    /** Events that wait for the notifiers at most; enough for the start of so many mailboxes. */
    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);

    private final ManagementStrategy notifiers;
    private final ExecutorService thread;
    private final LogAllowance warnings = new LogAllowance(1);
    private final AtomicLong dropped = new AtomicLong();

    /**
     * @param notifiers where events go
     * @param thread one, with a bounded queue, refusing what finds it full
     */
    EventSender(ManagementStrategy notifiers, ExecutorService thread) {
        this.notifiers = notifiers;
        this.thread = thread;
    }

    /** Whether it is worth while to make an event. */
    boolean isHeard() {
        return !notifiers.getEventNotifiers().isEmpty();
    }

    void send(CamelEvent event) {
        try {
            thread.execute(() -> tell(event));
        } catch (RejectedExecutionException full) {
            long lost = dropped.incrementAndGet();
            if (!thread.isShutdown() && warnings.takes(System.nanoTime())) {
                LOG.warn("Event notifiers are too slow: {} events of mailboxes were dropped so far", lost);
            }
        }
    }

    private void tell(CamelEvent event) {
        try {
            notifiers.notify(event);
        } catch (Exception failure) {
            if (warnings.takes(System.nanoTime())) {
                LOG.warn("An event notifier failed at \"{}\": {}", event, failure.toString());
            }
        }
    }
}
