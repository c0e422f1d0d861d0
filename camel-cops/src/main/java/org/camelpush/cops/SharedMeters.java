package org.camelpush.cops;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.camelpush.cops.net.Traffic;

/** Meters of what several producers share: shown with the first, taken away with the last. Thread-safe. */
final class SharedMeters {

    private final Map<Traffic, Shown> all = new HashMap<>();

    private static final class Shown {
        private final Runnable remove;
        private int users;

        Shown(Runnable remove) {
            this.remove = remove;
        }
    }

    /**
     * @param show shows them, and gives what takes them away
     */
    synchronized void enter(Traffic traffic, Supplier<Runnable> show) {
        all.computeIfAbsent(traffic, any -> new Shown(show.get())).users++;
    }

    synchronized void leave(Traffic traffic) {
        Shown shown = all.get(traffic);
        if (shown != null && --shown.users == 0) {
            all.remove(traffic);
            shown.remove.run();
        }
    }
}
