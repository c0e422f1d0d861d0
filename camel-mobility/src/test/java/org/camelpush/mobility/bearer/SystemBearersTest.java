package org.camelpush.mobility.bearer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.camelpush.mobility.testkit.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A directory stands for what Linux tells of its devices. */
class SystemBearersTest {

    @TempDir
    private Path sysfs;

    private final Map<String, List<String>> addresses = new HashMap<>();
    private final SystemBearers monitor =
            new SystemBearers(name -> addresses.getOrDefault(name, List.of()), IpMonitor.COMMAND);
    private final List<String> heard = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void root() {
        monitor.setRoot(sysfs.toString());
        monitor.setInterval(3_600_000);
        monitor.setIpMonitor(false);
    }

    @AfterEach
    void stop() {
        monitor.stop();
        thread.shutdownNow();
    }

    private void start() {
        monitor.start(
                (snapshot, events) -> events.forEach(
                        event -> heard.add(event.name() + " " + event.bearer().id())),
                thread);
    }

    private void device(String name, String type, String... addressesOfIt) throws IOException {
        Path device = Files.createDirectories(sysfs.resolve(name));
        write(name, "type", type);
        write(name, "ifindex", String.valueOf(Math.abs(name.hashCode() % 100) + 1));
        write(name, "operstate", "up");
        write(name, "carrier", "1");
        write(name, "carrier_changes", "1");
        Files.createDirectories(device.resolve("device"));
        addresses.put(name, List.of(addressesOfIt));
    }

    private void write(String device, String file, String text) throws IOException {
        Files.writeString(sysfs.resolve(device).resolve(file), text + "\n");
    }

    private Bearer bearer(String id) {
        return monitor.snapshot().bearer(id).orElseThrow();
    }

    @Test
    void devicesAreBearersOfTheKindTheyAre() throws IOException {
        device("eth0", "1", "10.0.0.1");
        device("wlan0", "1", "10.0.1.1");
        write("wlan0", "uevent", "DEVTYPE=wlan\nINTERFACE=wlan0");
        device("wlp3s0", "1", "10.0.2.1");
        Files.createDirectories(sysfs.resolve("wlp3s0/wireless"));
        device("wwan0", "519", "10.0.3.1");
        device("ppp0", "512", "10.0.4.1");
        device("tun0", "65534", "10.0.5.1");
        write("tun0", "operstate", "unknown");
        device("bnep0", "1", "10.0.6.1");
        start();

        assertThat(monitor.snapshot().all().stream().map(each -> each.id() + " " + each.type()))
                .containsExactly(
                        "bnep0 BLUETOOTH",
                        "eth0 ETHERNET",
                        "ppp0 CELLULAR",
                        "tun0 VPN",
                        "wlan0 WIFI",
                        "wlp3s0 WIFI",
                        "wwan0 CELLULAR");
        assertThat(monitor.snapshot().all()).allMatch(Bearer::isUsable);
        assertThat(bearer("wwan0").metered()).isEqualTo(Metered.GUESS_YES);
    }

    @Test
    void whatLeadsNowhereOutsideThisHostIsNoBearer() throws IOException {
        device("lo", "772", "127.0.0.1");
        device("docker0", "1", "172.17.0.1");
        device("veth12ab", "1", "172.17.0.2");
        device("br0", "1", "10.0.0.1");
        write("br0", "uevent", "DEVTYPE=bridge");
        device("dummy0", "1", "10.0.0.2");
        Files.delete(sysfs.resolve("dummy0/device"));
        device("odd name", "1", "10.0.0.3");
        start();
        assertThat(monitor.snapshot().all()).isEmpty();
    }

    @Test
    void configurationKnowsBetterThanGuesses() throws IOException {
        monitor.setInterfaces("usb*=cellular metered roaming:home tag:lte id:modem; docker0=ethernet unmetered;"
                + " wlan0=ignore; eth0=tag:office");
        device("usb0", "1", "10.0.0.1");
        device("docker0", "1", "172.17.0.1");
        device("wlan0", "1", "10.0.1.1");
        device("eth0", "1", "10.0.2.1");
        start();

        assertThat(monitor.snapshot().bearers()).containsOnlyKeys("modem", "docker0", "eth0");
        Bearer modem = bearer("modem");
        assertThat(modem.type()).isEqualTo(BearerType.CELLULAR);
        assertThat(modem.metered()).isEqualTo(Metered.YES);
        assertThat(modem.roaming()).isEqualTo(Roaming.HOME);
        assertThat(modem.tags()).containsExactly("lte");
        assertThat(modem.networkInterface()).isEqualTo("usb0");
        assertThat(bearer("docker0").metered()).isEqualTo(Metered.NO);
        assertThat(bearer("eth0").type()).isEqualTo(BearerType.ETHERNET);
        assertThat(bearer("eth0").tags()).containsExactly("office");
    }

    @Test
    void aRuleThatCannotBeReadSaysHowItShouldLook() {
        assertThatThrownBy(() -> InterfaceRules.of("wlan0"))
                .hasMessageContaining("wlan0")
                .hasMessageContaining("usb*=");
        assertThatThrownBy(() -> InterfaceRules.of("wlan0=fast")).hasMessageContaining("fast");
        assertThatThrownBy(() -> InterfaceRules.of("a=wifi;".repeat(InterfaceRules.MAX_RULES + 1)))
                .hasMessageContaining("" + InterfaceRules.MAX_RULES);
        assertThatThrownBy(() -> monitor.setInterval(1)).hasMessageContaining("interval");
    }

    @Test
    void aDeviceIsUpWhenItHasACarrierAndAnAddress() throws IOException {
        device("eth0", "1");
        start();
        assertThat(bearer("eth0").state()).isEqualTo(BearerState.DOWN);
        addresses.put("eth0", List.of("10.0.0.1"));
        monitor.look();
        assertThat(bearer("eth0").state()).isEqualTo(BearerState.UP);
        write("eth0", "operstate", "down");
        monitor.look();
        assertThat(heard).containsExactly("appeared eth0", "lost eth0");
    }

    @Test
    void scenario13_carrierLossesBetweenTwoLooksAreCounted() throws IOException {
        device("eth0", "1", "10.0.0.1");
        start();
        write("eth0", "carrier_changes", "11");
        monitor.look();
        assertThat(bearer("eth0").flaps()).isEqualTo(5);
        write("eth0", "carrier_down_count", "6");
        monitor.look();
        assertThat(bearer("eth0").flaps()).isEqualTo(6);
        assertThat(heard).containsExactly("appeared eth0", "changed eth0", "changed eth0");
    }

    @Test
    void unreadableFilesAreADeviceThatIsDown() throws IOException {
        device("eth0", "1", "10.0.0.1");
        Files.delete(sysfs.resolve("eth0/operstate"));
        Files.createDirectories(sysfs.resolve("eth0/operstate")); // reading a directory fails
        write("eth0", "ifindex", "nonsense");
        start();
        assertThat(bearer("eth0").state()).isEqualTo(BearerState.DOWN);
    }

    @Test
    void whereThereIsNoSysfsTheJdkIsAsked() {
        monitor.setRoot(sysfs.resolve("missing").toString());
        start();
        assertThat(monitor.snapshot().bearers()).doesNotContainKey("lo");
    }

    @Test
    void aMonitorThatCannotLookKeepsWhatItKnows() throws IOException {
        device("eth0", "1", "10.0.0.1");
        start();
        addresses.clear();
        SystemBearers failing = new SystemBearers(
                name -> {
                    throw new IllegalStateException("no addresses today");
                },
                IpMonitor.COMMAND);
        failing.setRoot(sysfs.toString());
        failing.start((snapshot, events) -> {}, thread);
        assertThat(failing.snapshot()).isEqualTo(BearerSnapshot.NONE);
        failing.stop();
        assertThat(bearer("eth0").state()).isEqualTo(BearerState.UP);
    }

    @Test
    void whatCannotBeReadIsWarnedOfOnce() throws IOException {
        device("eth0", "1", "10.0.0.1");
        SystemBearers failing = new SystemBearers(
                name -> {
                    throw new IllegalStateException("no addresses today");
                },
                IpMonitor.COMMAND);
        failing.setRoot(sysfs.toString());
        try (LogLines log = LogLines.of(SystemBearers.class)) {
            for (int i = 0; i < 3; i++) {
                failing.look();
            }
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("no addresses today", "See who may read " + sysfs);
        }
    }

    @Test
    void aDeviceOfAnOddNameIsNoBearerAndIsWarnedOfOnce() throws IOException {
        device("eth0", "1", "10.0.0.1");
        device("a;$(id)|'\"", "1", "10.0.0.2");
        device("nice\u001b[31m", "1", "10.0.0.3");
        try (LogLines log = LogLines.of(SystemBearers.class)) {
            for (int i = 0; i < 3; i++) {
                monitor.look();
            }
            assertThat(monitor.snapshot().bearers()).containsOnlyKeys("eth0");
            assertThat(log.warnings())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("a;$(id)|'\""))
                    .anyMatch(line -> line.contains("nice?[31m"))
                    .allMatch(line -> line.contains("rename it"));
        }
    }

    @Test
    void itLooksAgainByItself() throws IOException {
        monitor.setInterval(100);
        start();
        device("eth0", "1", "10.0.0.1");
        await().until(() -> monitor.snapshot().bearers().containsKey("eth0"));
    }

    @Test
    void theDevicesOfThisHostCanBeRead() {
        SystemBearers real = new SystemBearers();
        real.start((snapshot, events) -> {}, thread);
        real.stop();
        assertThat(real.snapshot().bearers()).doesNotContainKey("lo");
        assertThat(real.getRoot()).isEqualTo("/sys/class/net");
        assertThat(SystemAddresses.of("lo")).contains("127.0.0.1");
        assertThat(SystemAddresses.of("nosuch0")).isEmpty();
    }
}
