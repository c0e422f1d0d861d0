package org.camelpush.imapidle.session.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** In how many schedules each {@link Path} was gone. */
final class Coverage {

    private final Map<Path, Integer> schedules = new EnumMap<>(Path.class);

    synchronized void add(Set<Path> gone) {
        gone.forEach(path -> schedules.merge(path, 1, Integer::sum));
    }

    synchronized int of(Path path) {
        return schedules.getOrDefault(path, 0);
    }

    /** The paths gone in fewer schedules. */
    synchronized Set<Path> below(int least) {
        Set<Path> rare = EnumSet.noneOf(Path.class);
        for (Path path : Path.values()) {
            if (of(path) < least) {
                rare.add(path);
            }
        }
        return rare;
    }

    @Override
    public synchronized String toString() {
        return schedules.toString();
    }
}
