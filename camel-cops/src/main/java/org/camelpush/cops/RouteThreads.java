package org.camelpush.cops;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs exchanges on a pool, and keeps few of its threads at work: one that works goes on with what waits. When more waits, another
 * one stands by, and works too as soon as the others are slow or stuck. A pool by itself wakes a thread for each task, which takes
 * longer than a small exchange: docs/adr/0056-few-threads-are-woken-for-many-requests.md. Whatever a task does, those behind it do
 * not wait for it, while there are threads, for longer than {@link #LOOK}. Thread-safe.
 */
final class RouteThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(RouteThreads.class);

    /** How often who stands by looks at the others, in nanoseconds. */
    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(100);

    /** Tasks that a thread takes between two looks when they are short. */
    private static final int SHORT = 4;

    /** So many may work in any case: the other processors are for event loops. */
    private static final int FREE = Runtime.getRuntime().availableProcessors() / 2;

    /** Results that are handed over together, at most. */
    private static final int TOGETHER = 16;

    private final ExecutorService pool;
    private final int most;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicLong taken = new AtomicLong();
    /** True while a thread is woken, or stands by. */
    private final AtomicBoolean woken = new AtomicBoolean();
    /** The one that stands by; null while none does. */
    private volatile Thread standBy;
    /** What tasks have to hand over, and have not yet. */
    private final Queue<Runnable> results = new ConcurrentLinkedQueue<>();

    private final AtomicInteger unhanded = new AtomicInteger();

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
        if (working.get() == 0) {
            LockSupport.unpark(standBy);
        }
    }

    /**
     * Hands over what a task has brought, to a thread that has to be woken for it: with that of the tasks behind it, as long as
     * somebody stands by to see that these are not slow. At once where nothing waits.
     */
    void handOver(Runnable result) {
        results.add(result);
        if (unhanded.incrementAndGet() >= TOGETHER || waiting.isEmpty() || standBy == null) {
            handOverAll();
        }
    }

    private void handOverAll() {
        for (Runnable result = results.poll(); result != null; result = results.poll()) {
            unhanded.decrementAndGet();
            run(result);
        }
    }

    private void wakeOne() {
        if (!woken.get() && working.get() < most && woken.compareAndSet(false, true)) {
            try {
                pool.execute(this::work);
            } catch (RejectedExecutionException shutDown) {
                woken.set(false);
                throw shutDown;
            }
        }
    }

    private void work() {
        boolean needed = standBy();
        if (needed) {
            working.incrementAndGet();
        }
        woken.set(false);
        if (needed) {
            runAll();
        } else if (!waiting.isEmpty()) {
            goOn(); // what came just now, when nobody was woken for it because this thread was
        }
    }

    /** Looks at the others. True when this thread is to work; false when nobody needs it. */
    private boolean standBy() {
        standBy = Thread.currentThread();
        long seen = taken.get();
        boolean needed = true;
        while (working.get() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK);
            handOverAll();
            long now = taken.get();
            int workers = working.get();
            boolean some = !waiting.isEmpty();
            if (some && workers < most && (workers < FREE || now - seen < (long) workers * SHORT)) {
                break;
            }
            if (!some && now == seen) {
                needed = false;
                break;
            }
            seen = now;
        }
        standBy = null;
        handOverAll();
        return needed;
    }

    private void runAll() {
        do {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                taken.incrementAndGet();
                goOn();
                run(task);
            }
            handOverAll();
            working.decrementAndGet();
            // what came just now, when nobody was woken for it because this thread worked
        } while (!waiting.isEmpty() && goOnWorking());
    }

    /** Somebody else may have to take what waits behind the task that is run now. */
    private void goOn() {
        if (!waiting.isEmpty()) {
            try {
                wakeOne();
            } catch (RejectedExecutionException shutDown) {
                // then this thread takes them all
            }
        }
    }

    private boolean goOnWorking() {
        int now = working.get();
        while (now < most) {
            if (working.compareAndSet(now, now + 1)) {
                return true;
            }
            now = working.get();
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
