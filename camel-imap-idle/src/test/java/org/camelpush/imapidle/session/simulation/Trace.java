package org.camelpush.imapidle.session.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, line by line, for a person; written only when a schedule is replayed. */
final class Trace {

    private final boolean on;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean on) {
        this.on = on;
    }

    void line(long time, String who, Supplier<?> what) {
        if (on) {
            lines.add(String.format("%12.6f %-8s %s", time / 1e9, who, what.get()));
        }
    }

    List<String> lines() {
        return lines;
    }
}
