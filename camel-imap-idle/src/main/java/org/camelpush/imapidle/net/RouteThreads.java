package org.camelpush.imapidle.net;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs exchanges on a pool that hands tasks over directly, and so to the thread that was busy last, whose caches are warm
 * and which wakes soonest. A pool with a queue wakes the thread that has slept longest. What finds all threads busy waits
 * here; each mailbox has no more waiting than it may have exchanges at once. Thread-safe.
 */
public final class RouteThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(RouteThreads.class);

    private final ExecutorService pool;
    private final int most;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    /** Threads that are here or on their way; one that leaves looks once more after it has counted itself out. */
    private final AtomicInteger awake = new AtomicInteger();

    /**
     * @param pool without a queue, refusing what finds no thread
     * @param most threads that it has
     */
    public RouteThreads(ExecutorService pool, int most) {
        this.pool = pool;
        this.most = most;
    }

    /**
     * Runs the task, now or when a thread is free.
     *
     * @throws RejectedExecutionException when the pool is shut down
     */
    @Override
    public void execute(Runnable task) {
        if (!comesIn()) {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("The threads that run exchanges are stopped");
            }
            waiting.add(task);
            // if one has left meanwhile, it has not seen the task
            if (!comesIn()) {
                return;
            }
            handOver(() -> {});
            return;
        }
        handOver(task);
    }

    /** Counts one more thread in, unless all are. */
    private boolean comesIn() {
        for (int now = awake.get(); now < most; now = awake.get()) {
            if (awake.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    private void handOver(Runnable first) {
        while (true) {
            try {
                pool.execute(() -> runAll(first));
                return;
            } catch (RejectedExecutionException refused) {
                if (pool.isShutdown()) {
                    awake.decrementAndGet();
                    throw refused;
                }
                // a thread that has counted itself out is on its way back to the pool
                Thread.yield();
            }
        }
    }

    private void runAll(Runnable first) {
        run(first);
        do {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                run(task);
            }
            awake.decrementAndGet();
        } while (!waiting.isEmpty() && comesIn());
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error unexpected) {
            LOG.warn("A mailbox's turn ended with an error", unexpected);
        }
    }
}
