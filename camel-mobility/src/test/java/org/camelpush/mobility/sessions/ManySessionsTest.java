package org.camelpush.mobility.sessions;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.camelpush.mobility.policy.DefaultPolicy;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LoopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** All sessions of a hub are to move by one event. */
class ManySessionsTest {

    /** Decides as the reference does, and knows who asked. */
    private static class Asked implements MobilityPolicy {
        private final MobilityPolicy policy = new DefaultPolicy();
        private final Set<String> threads = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
            threads.add(Thread.currentThread().getName());
            return policy.decide(request);
        }
    }

    private static void move(MobilityPolicy policy, int sessions) {
        List<String> names =
                IntStream.range(0, sessions).mapToObj(i -> "loop" + i).toList();
        try (HubFixture hub = new HubFixture()) {
            hub.hub().setPolicy(policy);
            LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK), names);
            hub.start();
            hub.bearers().report(Bearers.wifi());
            await().atMost(HubFixture.PATIENCE)
                    .until(() ->
                            hub.outcomes().stream().filter("OK - wlan0"::equals).count() == sessions);
        }
    }

    @Test
    void sessionsNeedNoThreadEach() {
        Asked quick = new Asked() {
            @Override
            public boolean blocks() {
                return false;
            }
        };
        move(quick, 300);
        assertThat(quick.threads).hasSizeLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void aPolicyThatBlocksIsAskedForManySessionsAtOnce() {
        CountDownLatch all = new CountDownLatch(50);
        Asked slow = new Asked() {
            @Override
            public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
                all.countDown();
                try {
                    all.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return super.decide(request);
            }
        };
        move(slow, 50);
        assertThat(slow.threads).hasSize(50);
    }
}
