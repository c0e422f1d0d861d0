package org.camelpush.cops.session.simulation;

import java.util.HashMap;
import java.util.Map;

import org.camelpush.cops.session.PdpEffect;
import org.camelpush.cops.session.PdpEvent;
import org.camelpush.cops.session.PdpNotice;
import org.camelpush.cops.session.PepEffect;
import org.camelpush.cops.session.PepEvent;
import org.camelpush.cops.session.PepFailure;
import org.camelpush.cops.session.PepNotice;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Random schedules; a number that fails is run again by {@code -Dsimulator.seed=…}. */
class SimulationTest {

    private static final int SCHEDULES = Integer.getInteger("simulator.schedules", 20_000);
    private static final long ONE = Long.getLong("simulator.seed", -1);

    @Test
    void
            r2_r5_r7_r8_s1_s3_s4_s5_t3_t5_t6_l6_l7_l8_f38_f39_f40_f41_f43_eachRequestHasOneAnswerAndBothSidesAgreeInTheEnd() {
        Map<Object, Integer> seen = new HashMap<>();
        long first = ONE < 0 ? 0 : ONE;
        long end = ONE < 0 ? SCHEDULES : ONE + 1;
        for (long seed = first; seed < end; seed++) {
            try {
                new Simulation(
                                seed,
                                kind -> seen.merge(kind, 1, Integer::sum),
                                kind -> seen.merge(kind, 1, Integer::sum))
                        .run();
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("-Dsimulator.seed=" + seed + ": " + broken.getMessage(), broken);
            }
        }
        if (ONE < 0) {
            assertThat(seen)
                    .as("the schedules are about something")
                    .containsKeys((Object[]) PepFailure.Kind.values())
                    .containsKeys(
                            PepEffect.Answer.class,
                            PepEffect.Discover.class,
                            PepEffect.Reported.class,
                            PepEffect.Unreported.class,
                            PdpEffect.Finished.class,
                            PepEffect.Done.class,
                            PepEvent.Opened.class,
                            PepEvent.Closed.class,
                            PepEvent.Lost.class,
                            PepEvent.Unattended.class,
                            PepEvent.Left.class,
                            PepEvent.Redirected.class,
                            PepEvent.Forgotten.class,
                            PepEffect.Enforce.class,
                            PepEffect.Account.class,
                            PepNotice.Synchronizing.class,
                            PepNotice.Closed.class,
                            PdpEffect.Done.class,
                            PdpEffect.Reported.class,
                            PdpEffect.Fail.class,
                            PdpNotice.Opened.class,
                            PdpNotice.Reported.class,
                            PdpNotice.Unreported.class,
                            PdpNotice.Deleted.class,
                            PdpNotice.Closed.class,
                            PdpEvent.Replaced.class,
                            PdpEvent.NotSynchronized.class,
                            PdpEvent.Opened.class,
                            PdpEvent.Refused.class,
                            PdpEvent.ClosedByPeer.class,
                            PdpEvent.Dropped.class);
        }
    }
}
