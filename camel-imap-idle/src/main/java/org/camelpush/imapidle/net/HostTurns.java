package org.camelpush.imapidle.net;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import org.camelpush.imapidle.session.HostBudget;
import org.camelpush.imapidle.session.HostLimits;
import org.camelpush.imapidle.session.TurnStep;

/** The {@link HostBudget} of one host and port, shared by mailboxes on several event loops. Thread-safe; never blocks long. */
final class HostTurns {

    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final HostBudget budget = new HostBudget(RandomGenerator.getDefault());
    private ScheduledFuture<?> alarm;

    HostTurns(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    void step(HostBudget.Turn turn, TurnStep step) {
        take(turn, step).forEach(HostBudget.Turn::come);
    }

    private List<HostBudget.Turn> take(HostBudget.Turn turn, TurnStep step) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (turn != null) {
                budget.on(turn, step, now);
            }
            List<HostBudget.Turn> taken = budget.take(now);
            wakeIn(budget.untilNext(now));
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void wakeIn(OptionalLong delay) {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        if (delay.isPresent()) {
            try {
                alarm = timer.schedule(() -> step(null, null), delay.getAsLong(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException shutDown) {
                // nobody will connect any more
            }
        }
    }

    /** In words, what a mailbox with these limits waits for. */
    String reason(HostLimits limits) {
        lock.lock();
        try {
            return budget.reason(limits, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** True when every turn was given back. */
    boolean isIdle() {
        lock.lock();
        try {
            return budget.isIdle();
        } finally {
            lock.unlock();
        }
    }
}
