package org.camelpush.cops;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs exchanges on a pool, and wakes few of its threads: one that is awake goes on with what waits, and another one is woken only
 * when there is more, one at a time. A pool by itself wakes a thread for each task, which takes longer than a small exchange:
 * docs/adr/0056-few-threads-are-woken-for-many-requests.md. Whatever a task does, those behind it do not wait for it while there
 * are threads. Thread-safe.
 */
final class RouteThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(RouteThreads.class);

    private final ExecutorService pool;
    private final int most;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger awake = new AtomicInteger();
    /** True while a thread is woken and has taken nothing yet. */
    private final AtomicBoolean waking = new AtomicBoolean();

    /**
     * @param pool which takes any number of tasks
     * @param most threads that run tasks at once
     */
    RouteThreads(ExecutorService pool, int most) {
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
        if (pool.isShutdown()) {
            throw new RejectedExecutionException("The threads that run exchanges are stopped");
        }
        waiting.add(task);
        try {
            wakeOne();
        } catch (RejectedExecutionException shutDown) {
            if (waiting.remove(task)) {
                throw shutDown;
            }
        }
    }

    private void wakeOne() {
        if (!waking.get() && awake.get() < most && waking.compareAndSet(false, true)) {
            awake.incrementAndGet();
            try {
                pool.execute(this::runAll);
            } catch (RejectedExecutionException shutDown) {
                awake.decrementAndGet();
                waking.set(false);
                throw shutDown;
            }
        }
    }

    private void runAll() {
        boolean first = true;
        do {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                if (first) {
                    first = false;
                    waking.set(false);
                }
                goOn();
                run(task);
            }
            if (first) {
                first = false;
                waking.set(false);
            }
            awake.decrementAndGet();
            // what came just now, when nobody was woken for it because this thread was awake
        } while (!waiting.isEmpty() && stayAwake());
    }

    /** Somebody else may take what waits behind the task that is run now. */
    private void goOn() {
        if (!waiting.isEmpty()) {
            try {
                wakeOne();
            } catch (RejectedExecutionException shutDown) {
                // then this thread takes them all
            }
        }
    }

    private boolean stayAwake() {
        int now = awake.get();
        while (now < most) {
            if (awake.compareAndSet(now, now + 1)) {
                return true;
            }
            now = awake.get();
        }
        return false;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error unexpected) {
            LOG.warn("An exchange ended with an error", unexpected);
        }
    }
}
