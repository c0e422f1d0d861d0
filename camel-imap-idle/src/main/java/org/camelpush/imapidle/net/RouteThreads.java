package org.camelpush.imapidle.net;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs exchanges on a pool that hands tasks over directly, and so to the thread that was busy last, whose caches are warm
 * and which wakes soonest. A pool with a queue wakes the thread that has slept longest. What finds all threads busy waits
 * here; each mailbox has no more waiting than it may have exchanges at once.
 */
public final class RouteThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(RouteThreads.class);

    private final ExecutorService pool;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param pool without a queue, refusing what finds no thread
     */
    public RouteThreads(ExecutorService pool) {
        this.pool = pool;
    }

    /**
     * Runs the task, now or when a thread is free.
     *
     * @throws RejectedExecutionException when the pool is shut down
     */
    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(() -> runAll(task));
        } catch (RejectedExecutionException busy) {
            if (pool.isShutdown()) {
                throw busy;
            }
            waiting.add(task);
            // a thread that went idle meanwhile has not seen it; one that is busy still will
            wake();
        }
    }

    private void wake() {
        try {
            pool.execute(() -> runAll(() -> {}));
        } catch (RejectedExecutionException stillBusy) {
            // one of them takes the task when it has ended its own
        }
    }

    private void runAll(Runnable first) {
        for (Runnable task = first; task != null; task = waiting.poll()) {
            try {
                task.run();
            } catch (RuntimeException unexpected) {
                LOG.warn("A mailbox's turn ended with an error", unexpected);
            }
        }
    }
}
