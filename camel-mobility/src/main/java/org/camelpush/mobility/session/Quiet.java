package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until something has come to rest, by looking now and then. */
final class Quiet {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ScheduledExecutorService timer;
    private final Supplier<Long> clock;

    Quiet(ScheduledExecutorService timer, Supplier<Long> clock) {
        this.timer = timer;
        this.clock = clock;
    }

    /** Completes when that is so; at the end of the time in any case. */
    CompletionStage<Void> when(BooleanSupplier isQuiet, Duration timeout) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        look(isQuiet, clock.get() + timeout.toNanos(), done);
        return done;
    }

    private void look(BooleanSupplier isQuiet, long end, CompletableFuture<Void> done) {
        if (isQuiet.getAsBoolean() || end - clock.get() <= 0) {
            done.complete(null);
        } else {
            timer.schedule(() -> look(isQuiet, end, done), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
