package org.camelpush.mobility.session;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What a session may use.
 *
 * @param threads for what blocks
 * @param timer for waits; never blocked
 * @param clock nanoseconds that never go back
 */
public record SessionTools(Executor threads, ScheduledExecutorService timer, Supplier<Long> clock) {

    Quiet quiet() {
        return new Quiet(timer, clock);
    }
}
