package org.camelpush.mobility.bearer;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

import org.camelpush.mobility.testkit.DbusDaemon;
import org.camelpush.mobility.testkit.LogLines;
import org.camelpush.mobility.testkit.NetworkManagerPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A real dbus-daemon, and a peer on it that says what NetworkManager would; a directory stands for what the kernel says. */
class NetworkManagerBearersTest {

    private static final int YES = 1;
    private static final int GUESS_YES = 3;
    private static final int PORTAL = 2;
    private static final int FULL = 4;
    private static final int ACTIVATED = 100;
    private static final int DEACTIVATING = 110;

    @TempDir
    private Path folder;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final NetworkManagerBearers monitor = new NetworkManagerBearers();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private DbusDaemon bus;
    private NetworkManagerPeer peer;

    @BeforeEach
    void devices() throws IOException {
        Path device = Files.createDirectories(folder.resolve("net/net0"));
        Files.createDirectories(device.resolve("device"));
        Files.writeString(device.resolve("type"), "1");
        Files.writeString(device.resolve("ifindex"), "7");
        Files.writeString(device.resolve("operstate"), "up");
        bus = new DbusDaemon(folder);
        SystemBearers devices = new SystemBearers(name -> List.of("10.0.0.1"), IpMonitor.COMMAND);
        devices.setRoot(folder.resolve("net").toString());
        devices.setInterval(3_600_000);
        devices.setIpMonitor(false);
        monitor.setDevices(devices);
        monitor.setAddress(bus.address());
    }

    @AfterEach
    void stop() {
        monitor.stop();
        if (peer != null) {
            peer.close();
        }
        thread.shutdownNow();
        bus.close();
    }

    private void startBusAndPeer() {
        bus.start();
        peer = new NetworkManagerPeer(bus.address());
    }

    private void start() {
        monitor.start((snapshot, events) -> events.forEach(event -> heard.add(event.name())), thread);
    }

    private Bearer bearer() {
        return monitor.snapshot().bearer("net0").orElseThrow();
    }

    private void awaitBearer(Predicate<Bearer> so) {
        await().atMost(PATIENCE).until(this::bearer, so);
    }

    @Test
    void whatNetworkManagerSaysIsAddedToWhatTheKernelDoes() {
        startBusAndPeer();
        peer.wireless("net0", GUESS_YES, FULL, 61, ACTIVATED);
        start();
        assertThat(bearer().addresses()).containsExactly("10.0.0.1");
        awaitBearer(bearer -> bearer.type() == BearerType.WIFI);
        assertThat(bearer().metered()).isEqualTo(Metered.GUESS_YES);
        assertThat(bearer().quality().signal()).isEqualTo(61);
        assertThat(bearer().reachability()).isEqualTo(Reachability.INTERNET);
        assertThat(bearer().interfaceIndex()).isEqualTo(7);
    }

    @Test
    void aSignalOfTheBusIsHeard() {
        startBusAndPeer();
        peer.wireless("net0", GUESS_YES, FULL, 61, ACTIVATED);
        start();
        awaitBearer(bearer -> bearer.type() == BearerType.WIFI);
        peer.wireless("net0", YES, PORTAL, 30, ACTIVATED);
        awaitBearer(bearer -> bearer.reachability() == Reachability.PORTAL);
        assertThat(bearer().isUsable()).isFalse();
        assertThat(bearer().metered()).isEqualTo(Metered.YES);
        peer.wireless("net0", YES, FULL, 30, DEACTIVATING);
        awaitBearer(bearer -> bearer.state() == BearerState.LOSING);
        assertThat(heard).contains("losing");
    }

    @Test
    void whatIsConfiguredCountsMore() {
        startBusAndPeer();
        monitor.getDevices().setInterfaces("net0=satellite unmetered");
        peer.wireless("net0", YES, FULL, 61, ACTIVATED);
        start();
        awaitBearer(bearer -> bearer.quality().signal() == 61);
        assertThat(bearer().type()).isEqualTo(BearerType.SATELLITE);
        assertThat(bearer().metered()).isEqualTo(Metered.NO);
    }

    @Test
    void scenario47_whileTheBusIsGoneTheKernelCountsAndThatIsWarnedOfOnce() {
        startBusAndPeer();
        peer.wireless("net0", YES, FULL, 61, ACTIVATED);
        try (LogLines log = LogLines.of(NetworkManagerBearers.class)) {
            start();
            awaitBearer(bearer -> bearer.type() == BearerType.WIFI);
            bus.kill();
            awaitBearer(bearer -> bearer.type() == BearerType.ETHERNET);
            assertThat(bearer().isUsable()).isTrue();
            startBusAndPeer();
            peer.wireless("net0", YES, FULL, 62, ACTIVATED);
            awaitBearer(bearer -> bearer.quality().signal() == 62);
            assertThat(log.warnings()).hasSize(1);
            assertThat(log.warnings().get(0)).contains("what the kernel says counts", "See whether it runs");
        }
    }

    @Test
    void scenario47_networkManagerItselfMayRestart() {
        startBusAndPeer();
        peer.wireless("net0", YES, FULL, 61, ACTIVATED);
        start();
        awaitBearer(bearer -> bearer.quality().signal() == 61);
        peer.close();
        awaitBearer(bearer -> bearer.quality().signal() < 0);
        peer = new NetworkManagerPeer(bus.address());
        peer.wireless("net0", YES, FULL, 62, ACTIVATED);
        awaitBearer(bearer -> bearer.quality().signal() == 62);
    }

    @Test
    void aBusThatIsNotThereYetIsSought() {
        start();
        assertThat(bearer().state()).isEqualTo(BearerState.UP);
        startBusAndPeer();
        peer.wireless("net0", YES, FULL, 61, ACTIVATED);
        awaitBearer(bearer -> bearer.type() == BearerType.WIFI);
    }

    @Test
    void aLibraryThatIsMissingIsNamedAtTheStart() throws Exception {
        URL own = NetworkManagerBearers.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        URL log = org.slf4j.LoggerFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try (URLClassLoader bare = new URLClassLoader(new URL[] {own, log}, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = bare.loadClass(NetworkManagerBearers.class.getName());
            Object made = type.getConstructor().newInstance();
            Class<?> listener = bare.loadClass(BearerMonitor.class.getName() + "$Listener");
            assertThatThrownBy(() -> type.getMethod("start", listener, ScheduledExecutorService.class)
                            .invoke(made, null, thread))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("com.github.hypfvieh:dbus-java-core")
                    .hasMessageContaining("SystemBearers");
        }
    }
}
