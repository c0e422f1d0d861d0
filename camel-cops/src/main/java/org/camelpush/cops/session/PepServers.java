package org.camelpush.cops.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which PDP is next (RFC 2748 §2.3): in each round the one that a redirection names, then all that are configured, in order
 * of preference and each once. A flapping one is thus not asked again before the wait that ends a round.
 */
final class PepServers {

    private final List<PdpAddress> configured;
    private final Set<PdpAddress> tried = new HashSet<>();
    private PdpAddress redirected;
    private PdpAddress present;

    PepServers(List<PdpAddress> configured) {
        this.configured = configured;
        present = configured.get(0);
    }

    /** The one to connect to now. */
    PepEffect.Connect next(int generation) {
        boolean isRedirected = redirected != null;
        present = isRedirected
                ? redirected
                : configured.stream()
                        .filter(server -> !tried.contains(server))
                        .findFirst()
                        .orElse(configured.get(0));
        redirected = null;
        tried.add(present);
        return new PepEffect.Connect(generation, present, isRedirected);
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
        return !tried.containsAll(configured);
    }

    void newRound() {
        tried.clear();
    }

    /** A connection that has lived long begins a round in which it is the first that failed. */
    void newRoundWithoutPresent() {
        tried.clear();
        tried.add(present);
    }

    /** This one is next, before all others. */
    void redirect(PdpAddress to) {
        redirected = to;
    }
}
