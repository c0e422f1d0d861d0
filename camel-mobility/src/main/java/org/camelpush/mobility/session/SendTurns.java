package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets mails be sent while there is a bearer, and tells when none is under way. Thread-safe. */
final class SendTurns {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private CompletableFuture<Void> quiet = new CompletableFuture<>();
    private boolean open;
    private int sending;

    /** Waits for a bearer; false when there is none in time. */
    boolean take(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!open) {
                if (left <= 0) {
                    return false;
                }
                left = opened.awaitNanos(left);
            }
            sending++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void done() {
        lock.lock();
        try {
            sending--;
            tellQuiet();
        } finally {
            lock.unlock();
        }
    }

    /** Begins nothing from now on; completes when nothing is under way. */
    CompletionStage<Void> close() {
        lock.lock();
        try {
            open = false;
            quiet = quiet.isDone() ? new CompletableFuture<>() : quiet;
            tellQuiet();
            return quiet;
        } finally {
            lock.unlock();
        }
    }

    private void tellQuiet() {
        if (!open && sending == 0) {
            quiet.complete(null);
        }
    }

    void open() {
        lock.lock();
        try {
            open = true;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int sending() {
        lock.lock();
        try {
            return sending;
        } finally {
            lock.unlock();
        }
    }
}
