package org.camelpush.imapidle.net;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.camelpush.imapidle.session.MailEvent;
import org.camelpush.imapidle.session.PushedMail;
import org.camelpush.imapidle.session.RouteItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one mailbox's mails and events into the route: in order, so many at once. When an exchange has ended, its thread goes on
 * with the next mail by itself, for a hand-over between threads takes longer than a small exchange. Thread-safe; offering
 * never blocks.
 */
final class RouteLane {

    private static final Logger LOG = LoggerFactory.getLogger(RouteLane.class);

    /** Mails one turn of a thread brings before other mailboxes get theirs. */
    private static final int TURN = 64;

    private final int width;
    private final Executor routes;
    private final MailboxHost host;
    private final Acknowledgements acknowledgements;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<RouteItem> waiting = new ArrayDeque<>(1);
    private int running;
    private boolean held;
    private boolean closed;

    /** Hears how each exchange ended, once, from any thread. */
    @FunctionalInterface
    interface Acknowledgements {
        void ended(RouteItem item, boolean success);
    }

    /** Whether an exchange ended before the call that began it returned, or goes on by itself. */
    private enum Progress {
        BEGUN,
        ENDED,
        LEFT
    }

    RouteLane(int width, Executor routes, MailboxHost host, Acknowledgements acknowledgements) {
        this.width = width;
        this.routes = routes;
        this.host = host;
        this.acknowledgements = acknowledgements;
    }

    void offer(RouteItem item) {
        boolean refused;
        lock.lock();
        try {
            refused = closed || !waiting.add(item);
        } finally {
            lock.unlock();
        }
        if (refused) {
            drop(item);
        } else {
            begin();
        }
    }

    /** Brings no further mail into the route until resumed. */
    void hold() {
        lock.lock();
        try {
            held = true;
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            held = false;
        } finally {
            lock.unlock();
        }
        begin();
    }

    /** Takes what waits out of the lane but for events of the mailbox; each of them counts as not delivered. */
    void clear() {
        clear(item -> !(item instanceof MailEvent event) || event.isOfMail());
    }

    private void clear(Predicate<RouteItem> what) {
        List<RouteItem> dropped;
        lock.lock();
        try {
            dropped = waiting.stream().filter(what).toList();
            waiting.removeIf(what);
        } finally {
            lock.unlock();
        }
        dropped.forEach(this::drop);
    }

    /** Takes nothing any more, and drops what waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        clear(item -> true);
    }

    private void drop(RouteItem item) {
        if (item instanceof PushedMail mail) {
            mail.mail().release();
        }
        acknowledgements.ended(item, false);
    }

    /** Exchanges that run. */
    int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        int threads;
        lock.lock();
        try {
            threads = held ? 0 : Math.min(width - running, waiting.size());
            running += Math.max(0, threads);
        } finally {
            lock.unlock();
        }
        for (int i = 0; i < threads; i++) {
            run();
        }
    }

    private void run() {
        try {
            routes.execute(this::turn);
        } catch (RejectedExecutionException shutDown) {
            close();
        }
    }

    private void turn() {
        for (int i = 0; i < TURN; i++) {
            RouteItem item = next();
            if (item == null || !ended(item)) {
                return;
            }
        }
        run();
    }

    private RouteItem next() {
        lock.lock();
        try {
            RouteItem item = held ? null : waiting.poll();
            if (item == null) {
                running--;
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    /** Brings it into the route; true when its exchange has ended already, else another thread goes on when it does. */
    private boolean ended(RouteItem item) {
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.BEGUN);
        try {
            bring(item, success -> {
                acknowledgements.ended(item, success);
                if (progress.getAndSet(Progress.ENDED) == Progress.LEFT) {
                    run();
                }
            });
        } catch (RuntimeException unexpected) {
            LOG.warn("{} could not be brought into the route", words(item), unexpected);
            if (progress.compareAndSet(Progress.BEGUN, Progress.ENDED)) {
                drop(item);
            }
        }
        return !progress.compareAndSet(Progress.BEGUN, Progress.LEFT);
    }

    private void bring(RouteItem item, MailboxHost.Acknowledgement acknowledgement) {
        if (item instanceof PushedMail mail) {
            host.deliver(mail, acknowledgement);
        } else if (item instanceof MailEvent event) {
            host.tell(event, acknowledgement);
        }
    }

    private static String words(RouteItem item) {
        return item instanceof PushedMail mail ? "The mail with UID " + mail.uid() : "An event";
    }
}
