package org.camelpush.mobility.network;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.SystemBearers;
import org.camelpush.mobility.testkit.network.Network;
import org.camelpush.mobility.testkit.network.Network.Link;
import org.camelpush.mobility.testkit.network.RequiresNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** The monitor on real devices, told by the real {@code ip monitor}: it looks by itself once an hour only. */
@RequiresNetwork
class MonitorNetworkTest {

    private final Network network = Network.open(Link.WIFI, Link.CELLULAR);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final SystemBearers monitor = network.monitor();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        monitor.setInterval(3_600_000);
        monitor.start(
                (snapshot, events) -> events.forEach(
                        event -> heard.add(event.name() + " " + event.bearer().id())),
                thread);
        await().atMost(PATIENCE).until(() -> ipMonitors() == 1);
        awaitHeard("appeared cellular", "appeared wifi");
    }

    @AfterEach
    void stop() {
        monitor.stop();
        thread.shutdownNow();
        network.close();
    }

    private void awaitHeard(String... events) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).contains(events));
        heard.clear();
    }

    private static long ipMonitors() {
        return children().size();
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains("monitor"))
                .toList();
    }

    @Test
    void whatTheKernelSaysIsHeardWithoutALook() {
        network.cut(Link.WIFI);
        awaitHeard("lost wifi");
        network.mend(Link.WIFI);
        awaitHeard("appeared wifi");
        network.removeAddress(Link.WIFI);
        awaitHeard("lost wifi");
        network.addAddress(Link.WIFI);
        awaitHeard("appeared wifi");
        network.remove(Link.CELLULAR);
        awaitHeard("lost cellular");
        network.add(Link.CELLULAR);
        awaitHeard("appeared cellular");
    }

    @Test
    void scenario47_whatHappensWhileIpMonitorIsDeadIsFoundWhenItIsStartedAgain() {
        children().forEach(ProcessHandle::destroyForcibly);
        network.cut(Link.WIFI);
        awaitHeard("lost wifi");
        children().forEach(ProcessHandle::destroyForcibly);
        network.mend(Link.WIFI);
        awaitHeard("appeared wifi");
        await().atMost(PATIENCE).until(() -> ipMonitors() == 1);
    }

    @Test
    void scenario40_anotherDeviceUnderTheOldNameIsAnotherBearer() {
        Bearer before = monitor.snapshot().bearer(Link.WIFI.id()).orElseThrow();
        network.remove(Link.WIFI);
        network.add(Link.WIFI);
        await().atMost(PATIENCE).untilAsserted(() -> {
            Bearer now = monitor.snapshot().bearer(Link.WIFI.id()).orElseThrow();
            assertThat(now.state()).isEqualTo(BearerState.UP);
            assertThat(now.interfaceIndex()).isNotEqualTo(before.interfaceIndex());
            assertThat(now.generation()).isGreaterThan(before.generation());
        });
    }

    @Test
    void aDeviceWithAnOddNameIsLeftAlone() {
        monitor.setInterfaces("*=ethernet");
        String odd = network.addOddDevice();
        network.cut(Link.WIFI);
        await().atMost(PATIENCE).until(() -> monitor.snapshot()
                .bearer(network.device(Link.WIFI))
                .map(Bearer::state)
                .filter(BearerState.DOWN::equals)
                .isPresent());
        assertThat(monitor.snapshot().bearers()).doesNotContainKey(odd);
    }
}
