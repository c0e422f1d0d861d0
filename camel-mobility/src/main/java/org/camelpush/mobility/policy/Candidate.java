package org.camelpush.mobility.policy;

import java.time.Duration;

import org.camelpush.mobility.bearer.Bearer;

/**
 * A bearer that a session could use.
 *
 * @param bearer as it is now
 * @param upFor how long it has been usable without a break
 * @param penalty for flapping: each loss adds 1, and half of it is forgiven each half-life
 */
public record Candidate(Bearer bearer, Duration upFor, double penalty) {

    public String id() {
        return bearer.id();
    }
}
