package org.camelpush.mobility.manager.simulation;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random schedules. {@code -Dsimulator.seed=N} replays one, with all that happened in it; {@code -Dsimulator.schedules=N} runs
 * more or fewer.
 */
class SimulationTest {

    private static final int SCHEDULES = Integer.getInteger("simulator.schedules", 20_000);
    private static final long BASE = 0x4D4F42494C45L;

    @Test
    void noScheduleBreaksARule() {
        Long single = Long.getLong("simulator.seed");
        if (single != null) {
            run(single);
            return;
        }
        SplittableRandom seeds = new SplittableRandom(BASE);
        for (int i = 0; i < SCHEDULES; i++) {
            run(seeds.nextLong());
        }
    }

    private static void run(long seed) {
        Simulation simulation = new Simulation(seed);
        List<String> trace = simulation.run();
        assertThat(simulation.broken())
                .as(
                        "%s; replay with -Dsimulator.seed=%s%n%s",
                        simulation.broken(), seed, String.join(System.lineSeparator(), trace))
                .isEmpty();
    }
}
