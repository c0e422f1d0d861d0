package org.camelpush.mobility.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.policy.Candidate;

/** What the session could use now: up, reachable, answered by its own server where that is asked for, and not backed off. */
final class Candidates {

    private final ManagerSettings settings;
    private final Backoffs backoffs;
    private final BearerHistory history;
    /** What was asked on each bearer, with the answer as its reachability; {@code UNKNOWN} while there is none. */
    private final Map<String, Bearer> probes = new HashMap<>();

    /** Bearers on which the server is to be asked once more; what it has answered counts until then. */
    private final Set<String> doubted = new HashSet<>();

    private BearerSnapshot bearers = BearerSnapshot.NONE;

    Candidates(ManagerSettings settings) {
        this.settings = settings;
        backoffs = new Backoffs(settings.times());
        history = new BearerHistory(settings.times().flapHalfLife());
    }

    void look(BearerSnapshot snapshot, long now) {
        bearers = snapshot;
        history.look(snapshot, now);
        probes.keySet().retainAll(snapshot.bearers().keySet());
        doubted.retainAll(probes.keySet());
    }

    /** What servers have answered may not be so any more. */
    void doubt() {
        doubted.addAll(probes.keySet());
    }

    BearerSnapshot bearers() {
        return bearers;
    }

    Backoffs backoffs() {
        return backoffs;
    }

    /** The preferred one first. */
    List<Candidate> list(Bearer active, long now) {
        return bearers.bearers().values().stream()
                .filter(bearer -> bearer.isUsable()
                        && !backoffs.holds(bearer, now)
                        && (bearer.isSameAs(active) || isProbed(bearer)))
                .sorted(settings.preference())
                .map(bearer ->
                        new Candidate(bearer, history.upFor(bearer.id(), now), history.penalty(bearer.id(), now)))
                .toList();
    }

    static Optional<Candidate> find(List<Candidate> candidates, String id) {
        return candidates.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The first that is permitted; where none is, the first. */
    Bearer proposed(List<Candidate> candidates) {
        return candidates.stream()
                .map(Candidate::bearer)
                .filter(settings.permits())
                .findFirst()
                .orElse(candidates.get(0).bearer());
    }

    private boolean isProbed(Bearer bearer) {
        Bearer probe = probes.get(bearer.id());
        return !settings.probes() || bearer.isSameAs(probe) && probe.reachability() == Reachability.SERVER;
    }

    /** Bearers on which the server is to be asked now; each generation of each is asked once, until that has failed. */
    List<Bearer> toProbe(Bearer active, long now) {
        List<Bearer> asked = new ArrayList<>();
        if (settings.probes()) {
            for (Bearer bearer : bearers.bearers().values()) {
                boolean known = bearer.isSameAs(probes.get(bearer.id()));
                boolean wanted = !known || doubted.contains(bearer.id());
                if (bearer.isUsable() && !bearer.isSameAs(active) && wanted && !backoffs.holds(bearer, now)) {
                    if (!known) {
                        probes.put(bearer.id(), bearer.withReachability(Reachability.UNKNOWN));
                    }
                    doubted.remove(bearer.id());
                    asked.add(bearer);
                }
            }
        }
        return asked;
    }

    /** True when that was asked for. */
    boolean probed(Bearer bearer, Reachability reachability, long now) {
        if (!bearer.isSameAs(probes.get(bearer.id()))) {
            return false;
        }
        if (reachability == Reachability.SERVER) {
            probes.put(bearer.id(), bearer.withReachability(reachability));
        } else {
            probes.remove(bearer.id());
            backoffs.failed(bearer, now, false);
        }
        return true;
    }

    /** Until a back-off ends, or null. */
    Duration nextChange(long now) {
        return backoffs.next(now);
    }
}
