package org.camelpush.cops;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.camelpush.cops.message.CopsDecision;

/** A request that gets one decision: that of its route, or one for being late. Thread-safe. */
final class PendingDecision {

    private final AtomicReference<Consumer<CopsDecision>> answer;
    private volatile Future<?> deadline;

    PendingDecision(Consumer<CopsDecision> answer) {
        this.answer = new AtomicReference<>(answer);
    }

    /** What is to be cancelled when there is a decision. */
    void deadline(Future<?> timer) {
        deadline = timer;
        if (answer.get() == null) {
            timer.cancel(false);
        }
    }

    /** False when there was a decision already. */
    boolean decided(CopsDecision decision) {
        Consumer<CopsDecision> open = answer.getAndSet(null);
        if (open != null) {
            open.accept(decision);
            Future<?> timer = deadline;
            if (timer != null) {
                timer.cancel(false);
            }
        }
        return open != null;
    }
}
