package org.camelpush.imapidle.session.simulation;

import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random schedules of a model world against the real session, framer and parser. A failure names its seed;
 * {@code -Dsimulator.seed=…} replays exactly that schedule and shows every input and effect.
 */
class SimulationTest {

    private static final int SCHEDULES = Integer.getInteger("simulator.schedules", 20_000);

    @Test
    void noScheduleBreaksARule() {
        Long one = Long.getLong("simulator.seed");
        if (one != null) {
            assertThat(Simulation.replay(one)).isEmpty();
            return;
        }
        Coverage coverage = new Coverage();
        Optional<Long> broken = LongStream.range(0, SCHEDULES)
                .parallel()
                .filter(seed -> !Simulation.holds(seed, coverage))
                .boxed()
                .findAny();
        broken.ifPresent(seed -> assertThat(Simulation.replay(seed)).isEmpty());
        assertThat(coverage.below(SCHEDULES / 2_000))
                .as("paths that were hardly gone; all: " + coverage)
                .isEmpty();
    }
}
