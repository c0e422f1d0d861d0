package org.camelpush.imapidle.producer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few connections to one mailbox: one for each exchange that runs, kept for the next for a while. */
final class ConnectionPool {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    /** Connections at once. Servers allow 10 to 20 an account, and consumers need some of them. */
    static final int MAX_CONNECTIONS = 4;

    private final StoreSettings settings;
    private final Executor io;
    private final Duration keep;
    private final Timer timer;

    private final Semaphore permits = new Semaphore(MAX_CONNECTIONS, true);
    private final Deque<StoreConnection> idle = new ArrayDeque<>();
    private final Set<StoreConnection> busy = new HashSet<>();
    private boolean expiryDue;
    private boolean closed;
    private long logins;
    private ServerRefusedException refusal;
    private long refusedUntil;

    /** Runs something later. */
    @FunctionalInterface
    interface Timer {
        void after(Duration delay, Runnable task);
    }

    /**
     * @param io runs what waits for the server, such as a logout
     * @param keep how long a connection is kept that nobody uses
     */
    ConnectionPool(StoreSettings settings, Executor io, Duration keep, Timer timer) {
        this.settings = settings;
        this.io = io;
        this.keep = keep;
        this.timer = timer;
    }

    /** A connection for the caller alone, who must {@link #giveBack} it. Waits while too many are in use. */
    StoreConnection take() throws MailboxOperationException {
        try {
            if (!permits.tryAcquire(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MailboxOperationException("All " + MAX_CONNECTIONS + " connections to " + settings.mailbox()
                        + " are in use; let fewer exchanges run at once, or use several endpoints");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MailboxOperationException(
                    "Interrupted while waiting for a connection to " + settings.mailbox(), interrupted);
        }
        StoreConnection taken = null;
        try {
            taken = fromIdle();
            if (taken == null) {
                taken = login();
            }
            return taken;
        } finally {
            if (taken == null) {
                permits.release();
            }
        }
    }

    private synchronized StoreConnection fromIdle() {
        StoreConnection last = idle.pollLast();
        if (last != null) {
            busy.add(last);
        }
        return last;
    }

    /** A new connection for one that is lost. */
    StoreConnection replace(StoreConnection lost) throws MailboxOperationException {
        lost.abort();
        StoreConnection made = login();
        synchronized (this) {
            busy.remove(lost);
        }
        return made;
    }

    private StoreConnection login() throws MailboxOperationException {
        failWhileRefused();
        StoreConnection made;
        try {
            made = StoreConnection.open(settings);
        } catch (ServerRefusedException refused) {
            synchronized (this) {
                refusal = refused;
                refusedUntil = System.nanoTime() + settings.refusalPause().toNanos();
            }
            throw refused;
        }
        LOG.debug("Logged in to {}", settings.mailbox());
        synchronized (this) {
            logins++;
            refusal = null;
            if (!closed) {
                busy.add(made);
                return made;
            }
        }
        made.abort();
        throw stopped();
    }

    private synchronized void failWhileRefused() throws MailboxOperationException {
        if (closed) {
            throw stopped();
        }
        long left = refusedUntil - System.nanoTime();
        if (refusal != null && left > 0) {
            throw new ServerRefusedException(
                    refusal.getMessage() + "; to keep the account from being locked, the next login is tried in "
                            + (TimeUnit.NANOSECONDS.toSeconds(left) + 1) + " s, or when the route is restarted",
                    refusal);
        }
    }

    private MailboxOperationException stopped() {
        return new MailboxOperationException("The producer for " + settings.mailbox() + " is stopped");
    }

    /** Keeps it for the next exchange, unless it is lost. */
    void giveBack(StoreConnection connection) {
        boolean kept;
        synchronized (this) {
            busy.remove(connection);
            kept = !closed && !connection.isLost();
            if (kept) {
                connection.idleSince(System.nanoTime());
                idle.addLast(connection);
            }
        }
        permits.release();
        if (kept) {
            expireLater(keep);
        } else {
            connection.abort();
        }
    }

    private void expireLater(Duration delay) {
        synchronized (this) {
            if (expiryDue) {
                return;
            }
            expiryDue = true;
        }
        timer.after(delay, this::expire);
    }

    private void expire() {
        List<StoreConnection> over = new ArrayList<>();
        long next = -1;
        synchronized (this) {
            expiryDue = false;
            long oldest = System.nanoTime() - keep.toNanos();
            while (!idle.isEmpty() && idle.peekFirst().idleSince() - oldest <= 0) {
                over.add(idle.pollFirst());
            }
            if (!idle.isEmpty()) {
                next = idle.peekFirst().idleSince() - oldest;
            }
        }
        over.forEach(StoreConnection::close);
        if (next >= 0) {
            expireLater(Duration.ofNanos(next));
        }
    }

    /** Ends all connections; those in use before their next command. */
    void close() {
        List<StoreConnection> leave;
        List<StoreConnection> cut;
        synchronized (this) {
            closed = true;
            leave = List.copyOf(idle);
            idle.clear();
            cut = List.copyOf(busy);
        }
        cut.forEach(StoreConnection::retire);
        try {
            leave.forEach(connection -> io.execute(connection::close));
        } catch (RejectedExecutionException shutDown) {
            leave.forEach(StoreConnection::abort);
        }
    }

    synchronized int open() {
        return idle.size() + busy.size();
    }

    synchronized long logins() {
        return logins;
    }
}
