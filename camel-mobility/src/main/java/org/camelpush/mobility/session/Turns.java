package org.camelpush.mobility.session;

import java.util.ArrayDeque;
import java.util.Queue;

/** Lets so many sessions connect at once and no more: the others wait in line. Thread-safe. */
public final class Turns {

    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int out;

    public Turns(int most) {
        this.most = most;
    }

    /** Runs it now or when a turn is free; who ran calls {@link #done} once. */
    public void take(Runnable task) {
        synchronized (this) {
            if (out >= most) {
                waiting.add(task);
                return;
            }
            out++;
        }
        task.run();
    }

    public void done() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                out--;
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
