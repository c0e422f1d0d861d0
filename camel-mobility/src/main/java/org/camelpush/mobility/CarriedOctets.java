package org.camelpush.mobility;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerMonitor;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a policy what bearers have carried since it was told of that last. Thread-safe. */
final class CarriedOctets {

    private static final Logger LOG = LoggerFactory.getLogger(CarriedOctets.class);

    private final Map<String, Long> told = new HashMap<>();
    private boolean warned;

    synchronized void look(BearerMonitor monitor, MobilityPolicy policy) {
        try {
            Map<String, Bearer> there = monitor.snapshot().bearers();
            told.keySet().retainAll(there.keySet());
            there.values().forEach(bearer -> look(bearer, monitor.carried(bearer), policy));
            warned = false;
        } catch (RuntimeException failure) {
            if (!warned) {
                warned = true;
                LOG.warn("What bearers carry is not counted for the policy now; mend what is named below", failure);
            }
        }
    }

    /** What a bearer had carried before it was seen is not told. */
    private void look(Bearer bearer, OptionalLong carried, MobilityPolicy policy) {
        if (carried.isPresent()) {
            long now = carried.getAsLong();
            long before = told.getOrDefault(bearer.id(), now);
            told.put(bearer.id(), now);
            // a device that was taken out and put in again has counted from 0
            long since = now < before ? now : now - before;
            if (since > 0) {
                policy.carried(bearer, since);
            }
        }
    }
}
