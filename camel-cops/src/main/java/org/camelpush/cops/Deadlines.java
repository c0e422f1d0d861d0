package org.camelpush.cops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.camelpush.cops.net.EventLoops;

/**
 * Tells which requests are not decided in time. All have the same time, so the oldest is due first, and one timer is enough.
 * Thread-safe.
 */
final class Deadlines {

    private final EventLoops loops;
    private final long timeout;
    private final Consumer<PendingDecision> late;
    /** The oldest first. */
    private final Set<PendingDecision> open = new LinkedHashSet<>();

    private boolean watching;

    /**
     * @param late hears on an event loop of each that is due
     */
    Deadlines(EventLoops loops, Duration timeout, Consumer<PendingDecision> late) {
        this.loops = loops;
        this.timeout = timeout.toNanos();
        this.late = late;
    }

    void add(PendingDecision pending) {
        synchronized (open) {
            pending.deadline(System.nanoTime() + timeout);
            open.add(pending);
            if (watching) {
                return;
            }
            watching = true;
        }
        loops.after(Duration.ofNanos(timeout), this::due);
    }

    /** It is decided. */
    void remove(PendingDecision pending) {
        synchronized (open) {
            open.remove(pending);
        }
    }

    private void due() {
        List<PendingDecision> due = new ArrayList<>();
        long rest = takeDue(due);
        if (rest > 0) {
            loops.after(Duration.ofNanos(rest), this::due);
        }
        due.forEach(late);
    }

    /** Until the next one is due; 0 when there is none. */
    private long takeDue(List<PendingDecision> due) {
        synchronized (open) {
            long now = System.nanoTime();
            for (Iterator<PendingDecision> each = open.iterator(); each.hasNext(); ) {
                PendingDecision oldest = each.next();
                if (oldest.deadline() > now) {
                    return oldest.deadline() - now;
                }
                due.add(oldest);
                each.remove();
            }
            watching = false;
            return 0;
        }
    }
}
