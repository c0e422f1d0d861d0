package org.camelpush.cops.session;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How many connections failed in a row, and how long to wait before the next. */
final class Outage {

    private final ReconnectPolicy policy;
    private final RandomGenerator random;
    private int attempts;
    private boolean open;
    private long openSince;

    Outage(ReconnectPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    void opened(long now) {
        open = true;
        openSince = now;
    }

    /** The wait before the next connection; empty when there is to be none. */
    Optional<Duration> lost(long now) {
        if (open && now - openSince >= ReconnectPolicy.STABLE.toNanos()) {
            attempts = 0;
        }
        open = false;
        attempts++;
        return policy.allows(attempts)
                ? Optional.of(Duration.ofNanos(policy.delayBefore(attempts, random)))
                : Optional.empty();
    }

    int attempts() {
        return attempts;
    }

    /** For a client type that was refused while others are open. */
    long delayAfterRefusals(int refusals) {
        return policy.delayBefore(refusals, random);
    }
}
