package org.camelpush.imapidle.session.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The dice of one schedule: everything that is left to chance is thrown here, so that a seed replays it. */
final class Chance {

    private final RandomGenerator random;

    Chance(long seed) {
        // neighbouring seeds must not give neighbouring schedules
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    }

    RandomGenerator random() {
        return random;
    }

    /** True that often; one in a thousand at the least is asked for as 0.001. */
    boolean in(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** Both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    long between(Duration least, Duration most) {
        return random.nextLong(least.toNanos(), most.toNanos() + 1);
    }

    long millis(int least, int most) {
        return between(Duration.ofMillis(least), Duration.ofMillis(most));
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
