package org.camelpush.mobility;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.apache.camel.spi.ManagementStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells events to routes and to Camel's notifiers, one after the other on a thread of its own, for both are a user's code.
 * When too many wait, further ones are dropped, and a warning says so once.
 */
final class EventTeller {

    /** Events that wait at most. */
    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventTeller.class);

    private final ManagementStrategy notifiers;
    private final ExecutorService thread;
    private final List<Consumer<MobilityEvent>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();

    /**
     * @param notifiers where events go, besides the listeners
     * @param thread one, with a bounded queue, refusing what finds it full
     */
    EventTeller(ManagementStrategy notifiers, ExecutorService thread) {
        this.notifiers = notifiers;
        this.thread = thread;
    }

    /** Hears all events from now on; ends it when run. */
    Runnable listen(Consumer<MobilityEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(MobilityEvent event) {
        try {
            thread.execute(() -> deliver(event));
        } catch (RejectedExecutionException full) {
            if (!thread.isShutdown() && dropped.incrementAndGet() == 1) {
                LOG.warn("Routes and event notifiers are too slow: events of mobility are dropped from here on");
            }
        }
    }

    private void deliver(MobilityEvent event) {
        for (Consumer<MobilityEvent> each : listeners) {
            guarded(event, () -> each.accept(event));
        }
        guarded(event, () -> notifiers.notify(event));
    }

    /** A step of a user's code that may fail. */
    private interface Step {
        void run() throws Exception;
    }

    private static void guarded(MobilityEvent event, Step step) {
        try {
            step.run();
        } catch (Exception failure) {
            LOG.warn("Who was told \"{}\" failed: {}", event, failure.toString());
        }
    }
}
