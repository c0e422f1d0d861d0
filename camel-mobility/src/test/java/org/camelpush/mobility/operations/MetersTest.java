package org.camelpush.mobility.operations;

import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LoopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** What Micrometer shows of a hub. */
class MetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private double gauge(String name, String... tags) {
        return meters.get("camel.mobility." + name)
                .tag("hub", HubFixture.HUB)
                .tags(tags)
                .gauge()
                .value();
    }

    private long migrations(String result) {
        return meters.get("camel.mobility.migrations")
                .tag("result", result)
                .timer()
                .count();
    }

    @Test
    void sessionsDecisionsAndMigrationsAreCountedAndGoWithTheHub() {
        try (HubFixture hub = new HubFixture()) {
            hub.bind("meters", meters);
            LoopSession.bind(hub, Set.of(MigrationMode.BREAK_BEFORE_MAKE));
            hub.start();
            assertThat(gauge("bearers")).isZero();
            hub.bearers().report(Bearers.cellular());
            hub.awaitOutcomes("OK - wwan0");
            hub.bearers().report(Bearers.wifi());
            hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(migrations("OK")).isEqualTo(2));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(gauge("sessions", "state", "STABLE"))
                    .isEqualTo(1));
            assertThat(gauge("sessions", "state", "OFFLINE")).isZero();
            assertThat(gauge("bearers")).isEqualTo(2);
            assertThat(gauge("held")).isZero();
            assertThat(meters.get("camel.mobility.decisions")
                            .tag("decision", "accept")
                            .tag("problem", "false")
                            .counter()
                            .count())
                    .isEqualTo(2);
        }
        assertThat(meters.getMeters()).isEmpty();
    }
}
