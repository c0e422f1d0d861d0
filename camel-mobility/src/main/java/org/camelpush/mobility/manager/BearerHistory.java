package org.camelpush.mobility.manager;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;

/** Since when each bearer is up, and how often it went: the penalty for a loss is forgiven by halves. */
final class BearerHistory {

    private static final class Entry {
        private long generation = -1;
        private long flaps;
        private boolean up;
        private long upSince;
        private double penalty;
        private long penaltyAt;
    }

    private final Duration halfLife;
    private final Map<String, Entry> entries = new HashMap<>();

    BearerHistory(Duration halfLife) {
        this.halfLife = halfLife;
    }

    void look(BearerSnapshot snapshot, long now) {
        for (Bearer bearer : snapshot.bearers().values()) {
            Entry entry = entries.computeIfAbsent(bearer.id(), id -> new Entry());
            boolean first = entry.generation < 0;
            boolean up = bearer.state().isUsable();
            long flapped = first ? 0 : Math.max(0, bearer.flaps() - entry.flaps);
            boolean gone = entry.up && (!up || entry.generation != bearer.generation());
            // a counter that the system keeps has seen this loss too
            punish(entry, Math.max(flapped, gone ? 1 : 0), now);
            if (up && (!entry.up || gone || flapped > 0)) {
                entry.upSince = now;
            }
            entry.up = up;
            entry.flaps = bearer.flaps();
            entry.generation = bearer.generation();
        }
        entries.forEach((id, entry) -> {
            if (entry.up && !snapshot.bearers().containsKey(id)) {
                punish(entry, 1, now);
                entry.up = false;
            }
        });
        entries.keySet().removeIf(id -> !snapshot.bearers().containsKey(id) && penalty(id, now) < 0.01);
    }

    private void punish(Entry entry, long losses, long now) {
        if (losses > 0) {
            entry.penalty = decayed(entry, now) + losses;
            entry.penaltyAt = now;
        }
    }

    private double decayed(Entry entry, long now) {
        double halves = (double) (now - entry.penaltyAt) / halfLife.toNanos();
        return entry.penalty * Math.pow(2, -halves);
    }

    double penalty(String id, long now) {
        Entry entry = entries.get(id);
        return entry == null ? 0 : decayed(entry, now);
    }

    Duration upFor(String id, long now) {
        Entry entry = entries.get(id);
        return entry == null || !entry.up ? Duration.ZERO : Duration.ofNanos(now - entry.upSince);
    }
}
