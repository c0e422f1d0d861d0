package org.camelpush.cops.session;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often nobody could be had in a row, and how long to wait before the next. Not thread-safe. */
public final class Outage {

    private final ReconnectPolicy policy;
    private final RandomGenerator random;
    private int attempts;
    private boolean open;
    private long openSince;

    public Outage(ReconnectPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** There is a connection. */
    public void opened(long now) {
        open = true;
        openSince = now;
    }

    /** True while there is a connection that has lived so long. */
    boolean isOpenFor(Duration life, long now) {
        return open && now - openSince >= life.toNanos();
    }

    /** True when the connection that is gone had lived long enough to begin anew. */
    public boolean closed(long now) {
        boolean stable = isOpenFor(ReconnectPolicy.STABLE, now);
        if (stable) {
            attempts = 0;
        }
        open = false;
        return stable;
    }

    /** Nobody could be had: the wait before the next connection; empty when there is to be none. */
    public Optional<Duration> failed() {
        attempts++;
        return policy.allows(attempts)
                ? Optional.of(Duration.ofNanos(policy.delayBefore(attempts, random)))
                : Optional.empty();
    }

    /** How often in a row. */
    public int attempts() {
        return attempts;
    }

    /** For a client type that was refused while others are open. */
    long delayAfterRefusals(int refusals) {
        return policy.delayBefore(refusals, random);
    }
}
