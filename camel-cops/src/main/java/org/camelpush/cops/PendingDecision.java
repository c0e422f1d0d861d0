package org.camelpush.cops;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.RequestMessage;

/** A request that gets one decision: that of its route, or one for being late. Thread-safe. */
final class PendingDecision {

    private final RequestMessage request;
    private final AtomicReference<Consumer<CopsDecision>> answer;
    private long deadline;

    PendingDecision(RequestMessage request, Consumer<CopsDecision> answer) {
        this.request = request;
        this.answer = new AtomicReference<>(answer);
    }

    RequestMessage request() {
        return request;
    }

    /** Nanoseconds of the clock that never goes back. */
    long deadline() {
        return deadline;
    }

    void deadline(long time) {
        deadline = time;
    }

    /** What takes the decision; null when there was one already. */
    Consumer<CopsDecision> take() {
        return answer.getAndSet(null);
    }
}
