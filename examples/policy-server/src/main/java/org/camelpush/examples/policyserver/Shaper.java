package org.camelpush.examples.policyserver;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.DecisionCommand;

/** What a gateway lets its subscribers have now. A real one would tell its network interface. Thread-safe. */
public final class Shaper {

    private final Map<String, String> subscribers = new HashMap<>();
    private final Map<String, String> limits = new TreeMap<>();
    private int changes;
    private int redirections;

    /** A subscriber has come, and the policy server has answered. */
    public synchronized String begin(
            @Header("CamelCopsHandle") String handle,
            @ExchangeProperty("subscriber") String subscriber,
            CopsDecision decision) {
        subscribers.put(handle, subscriber);
        return apply(subscriber, decision);
    }

    /** The policy server has changed its mind. */
    public synchronized String change(@Header("CamelCopsHandle") String handle, CopsDecision decision) {
        changes++;
        return apply(subscribers.get(handle), decision);
    }

    private String apply(String subscriber, CopsDecision decision) {
        if (decision.command() == DecisionCommand.INSTALL) {
            limits.put(subscriber, decision.data().toText());
            return subscriber + " may have " + limits.get(subscriber);
        }
        limits.remove(subscriber);
        return subscriber + " may have nothing";
    }

    /** The policy server sends this gateway to another one. */
    public synchronized void closed() {
        redirections++;
    }

    /** By subscriber. */
    public synchronized Map<String, String> limits() {
        return Map.copyOf(limits);
    }

    synchronized int changes() {
        return changes;
    }

    synchronized int redirections() {
        return redirections;
    }
}
