package org.camelpush.cops.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Which PDP is next (RFC 2748 §2.3): in each round the one that a redirection names, then all that are configured, in order
 * of preference and each once. A flapping one is thus not asked again before the wait that ends a round. Where a service is
 * configured, DNS is asked for its PDPs, in each round anew.
 */
final class PepServers {

    private final List<PdpAddress> configured;
    private final RandomGenerator random;
    private final Set<PdpAddress> tried = new HashSet<>();
    /** The PDPs of each service that DNS was asked for in this round; none where it has not answered. */
    private final Map<PdpAddress, List<PdpAddress>> found = new HashMap<>();

    private PdpAddress redirected;
    private PdpAddress present;
    private int round;

    PepServers(List<PdpAddress> configured, RandomGenerator random) {
        this.configured = configured;
        this.random = random;
        present = configured.get(0);
    }

    /** The one to connect to now, or the service to ask for. */
    PepEffect next(int generation) {
        boolean isRedirected = redirected != null;
        if (!isRedirected && !hasNext()) {
            newRound();
        }
        present = isRedirected ? redirected : untried().findFirst().orElseThrow();
        redirected = null;
        if (present.isService()) {
            found.put(present, List.of());
            return new PepEffect.Discover(generation, present);
        }
        tried.add(present);
        return new PepEffect.Connect(generation, present, isRedirected, round);
    }

    /** PDPs, and services that were not asked for, in order. */
    private Stream<PdpAddress> untried() {
        return configured.stream()
                .flatMap(each -> found.containsKey(each) ? found.get(each).stream() : Stream.of(each))
                .filter(each -> !tried.contains(each));
    }

    /** The service that was asked for has these PDPs. */
    void found(List<SrvRecord> records) {
        found.put(present, SrvRecord.order(records, random));
    }

    /** The one that is connected to, or was last. */
    PdpAddress present() {
        return present;
    }

    /** True when a redirection is to be followed. */
    boolean isRedirected() {
        return redirected != null;
    }

    /** True when one that is configured is left in this round. */
    boolean hasNext() {
        return untried().findAny().isPresent();
    }

    void newRound() {
        tried.clear();
        found.clear();
        round++;
    }

    /** A connection that has lived long begins a round in which it is the first that failed. */
    void newRoundWithoutPresent() {
        newRound();
        tried.add(present);
    }

    /** This one is next, before all others. */
    void redirect(PdpAddress to) {
        redirected = to;
    }
}
