package org.camelpush.cops;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.camelpush.cops.net.Traffic;

/** Meters of what several ends share: shown with the first, taken away with the last. Thread-safe. */
final class SharedMeters {

    private final Map<Key, Shown> all = new HashMap<>();

    /** What is counted of a client type. */
    record Key(Traffic traffic, int clientType) {}

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
    synchronized void enter(Key key, Supplier<Runnable> show) {
        all.computeIfAbsent(key, any -> new Shown(show.get())).users++;
    }

    synchronized void leave(Key key) {
        Shown shown = all.get(key);
        if (shown != null && --shown.users == 0) {
            all.remove(key);
            shown.remove.run();
        }
    }
}
