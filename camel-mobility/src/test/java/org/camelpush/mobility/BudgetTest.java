package org.camelpush.mobility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.SystemBearers;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.policy.RulePolicy;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LogLines;
import org.camelpush.mobility.testkit.LoopSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What metered bearers carry, and what becomes of sessions when that was enough. */
class BudgetTest {

    private static final Duration MOMENT = Duration.ofMillis(300);

    @TempDir
    private Path sysfs;

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final RulePolicy rules = new RulePolicy(Clock.fixed(NOON, ZoneOffset.UTC));

    @BeforeEach
    void budget() {
        rules.getBudget().setDaily(1000);
    }

    private HubFixture onCellular() {
        HubFixture hub = new HubFixture();
        hub.hub().setPolicy(rules);
        LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK));
        hub.start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        return hub;
    }

    @Test
    void scenario35_aLiveSessionLeavesItsOnlyBearerWhenItsBudgetIsUsedUp() {
        try (HubFixture hub = onCellular()) {
            rules.carried(Bearers.cellular(), 999);
            hub.hub().timePasses();
            await().during(MOMENT).until(() -> hub.stateOf("loop"), "STABLE"::equals);
            rules.carried(Bearers.cellular(), 1);
            hub.hub().timePasses();
            hub.awaitOutcomes("OK - wwan0", "OK wwan0 -");
            hub.awaitState("loop", "OFFLINE");
        }
    }

    @Test
    void scenario35_whatAPersonApprovesHoldsUntilThereIsAnotherBearer() {
        rules.setApproval(true);
        try (HubFixture hub = onCellular()) {
            rules.carried(Bearers.cellular(), 1000);
            hub.hub().timePasses();
            hub.awaitState("loop", "DECIDING");
            hub.request("mobility:" + HubFixture.HUB + "?operation=approve", null);
            hub.awaitState("loop", "STABLE");
            hub.hub().timePasses();
            await().during(MOMENT).until(() -> hub.stateOf("loop"), "STABLE"::equals);
            hub.bearers().report(Bearers.wifi());
            hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        }
    }

    @Test
    void scenario35_whatNobodyApprovesInTimeIsLeft() {
        rules.setApproval(true);
        rules.setApprovalTimeout(MOMENT);
        try (HubFixture hub = onCellular()) {
            rules.carried(Bearers.cellular(), 1000);
            hub.hub().timePasses();
            hub.awaitOutcomes("OK - wwan0", "OK wwan0 -");
        }
    }

    private void device(String name, int in, int out) throws IOException {
        Path statistics = Files.createDirectories(sysfs.resolve(name).resolve("statistics"));
        Files.createDirectories(sysfs.resolve(name).resolve("device"));
        Files.writeString(sysfs.resolve(name).resolve("type"), "1\n");
        Files.writeString(statistics.resolve("rx_bytes"), in + "\n");
        Files.writeString(statistics.resolve("tx_bytes"), out + "\n");
    }

    private int percent(String bearer) {
        return rules.getBudget().percent(bearer, LocalDate.ofInstant(NOON, ZoneOffset.UTC));
    }

    @Test
    void whatTheKernelCountsIsCountedForWhatIsMetered() throws IOException {
        device("wwan0", 5_000_000, 7_000_000);
        device("eth0", 0, 0);
        try (HubFixture hub = new HubFixture(devices())) {
            hub.hub().setPolicy(rules);
            LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK));
            hub.start();
            hub.hub().countCarried();
            assertThat(percent("wwan0"))
                    .as("what went before is not known of which day")
                    .isZero();
            device("wwan0", 5_000_100, 7_000_050);
            device("eth0", 100, 50);
            hub.hub().countCarried();
            assertThat(percent("wwan0")).isEqualTo(15);
            assertThat(percent("eth0")).as("it is not metered").isZero();
        }
    }

    @Test
    void aDeviceThatIsPutInAgainHasCountedFromNothing() throws IOException {
        CarriedOctets carried = new CarriedOctets();
        SystemBearers monitor = devices();
        device("wwan0", 5_000_000, 7_000_000);
        monitor.look();
        carried.look(monitor, rules);
        device("wwan0", 200, 50);
        carried.look(monitor, rules);
        assertThat(percent("wwan0")).isEqualTo(25);
        Files.delete(sysfs.resolve("wwan0/statistics/rx_bytes"));
        carried.look(monitor, rules);
        assertThat(percent("wwan0")).as("who does not count says nothing").isEqualTo(25);
    }

    @Test
    void aPolicyThatFailsAtItIsWarnedOfOnceAndToldAgain() throws IOException {
        List<Long> told = new ArrayList<>();
        MobilityPolicy broken = new MobilityPolicy() {
            @Override
            public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
                return null;
            }

            @Override
            public void carried(Bearer bearer, long octets) {
                told.add(octets);
                throw new IllegalStateException("cannot count");
            }
        };
        device("wwan0", 0, 0);
        SystemBearers monitor = devices();
        monitor.look();
        CarriedOctets carried = new CarriedOctets();
        try (LogLines log = LogLines.of(CarriedOctets.class)) {
            carried.look(monitor, broken);
            device("wwan0", 1, 0);
            carried.look(monitor, broken);
            device("wwan0", 1, 2);
            carried.look(monitor, broken);
            assertThat(told).containsExactly(1L, 2L);
            assertThat(log.warnings()).hasSize(1);
        }
    }

    private SystemBearers devices() {
        SystemBearers monitor = new SystemBearers();
        monitor.setRoot(sysfs.toString());
        monitor.setInterfaces("wwan0=cellular");
        monitor.setIpMonitor(false);
        return monitor;
    }
}
