package org.camelpush.cops.net;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Gives inputs to a machine one after the other: what comes up while the effects of one are carried out waits until all of
 * them are. On one event loop.
 *
 * @param <I> what the machine takes
 */
final class Turns<I> {

    private final Consumer<I> step;
    private final Queue<I> waiting = new ArrayDeque<>(2);
    private boolean busy;

    /**
     * @param step takes one input and carries out its effects
     */
    Turns(Consumer<I> step) {
        this.step = step;
    }

    void take(I input) {
        if (busy) {
            waiting.add(input);
            return;
        }
        busy = true;
        try {
            for (I next = input; next != null; next = waiting.poll()) {
                step.accept(next);
            }
        } finally {
            busy = false;
        }
    }
}
