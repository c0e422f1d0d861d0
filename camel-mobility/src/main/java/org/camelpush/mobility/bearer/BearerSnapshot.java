package org.camelpush.mobility.bearer;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All bearers at one moment.
 *
 * @param number grows with each snapshot of one book
 * @param bearers by id
 */
public record BearerSnapshot(long number, Map<String, Bearer> bearers) {

    /** Before anybody has looked. */
    public static final BearerSnapshot NONE = new BearerSnapshot(0, Map.of());

    public BearerSnapshot {
        SortedMap<String, Bearer> sorted = new TreeMap<>(bearers);
        bearers = Collections.unmodifiableSortedMap(sorted);
    }

    public Optional<Bearer> bearer(String id) {
        return Optional.ofNullable(bearers.get(id));
    }

    /** In the order of their ids. */
    public List<Bearer> all() {
        return List.copyOf(bearers.values());
    }

    /** Whether a connection that was made on that bearer can still stand. */
    public boolean carries(Bearer connected) {
        Bearer now = bearers.get(connected.id());
        return now != null && now.isSameAs(connected) && now.state().isUsable();
    }
}
