package org.camelpush.mobility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.testkit.Bearers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorTest {

    private static final Bearer WIFI = Bearers.wifi().withDevice("wlan0", 3).withAddresses(List.of("10.0.1.5"));

    private static final String ROUTES = """
            default via 10.0.1.1 dev wlan0 table 7
            10.0.1.0/24 dev wlan0 proto kernel scope link src 10.0.1.5
            """;

    private final List<List<String>> asked = new ArrayList<>();
    private String deviceProblem = "";

    private List<String> look(Bearer bearer, SystemCommand.Answer answer) {
        Doctor doctor = new Doctor(
                words -> {
                    asked.add(words);
                    if (words.contains("get")) {
                        return answer;
                    }
                    return new SystemCommand.Answer(
                            true,
                            words.contains("rule") ? "0: from all lookup local\n9: from 1.2.3.4 lookup 101" : ROUTES);
                },
                () -> deviceProblem);
        return doctor.look(new BearerSnapshot(1, Map.of(bearer.id(), bearer)));
    }

    private static SystemCommand.Answer says(String text) {
        return new SystemCommand.Answer(true, text);
    }

    @Test
    void scenario44_whatWouldLeaveByAnotherDeviceIsSaidWithTheRuleThatIsMissing() {
        List<String> findings = look(WIFI, says("192.0.2.1 from 10.0.1.5 via 10.0.0.1 dev eth0 uid 0 \n    cache \n"));
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0))
                .startsWith("WARN wlan0")
                .contains("leaves by eth0")
                .contains("Bind to the device, or have root do: ip rule add from 10.0.1.5 lookup 102; "
                        + "ip route add default via 10.0.1.1 dev wlan0 table 102");
        assertThat(asked.get(0)).containsExactly("ip", "-4", "route", "get", "192.0.2.1", "from", "10.0.1.5");
    }

    @Test
    void scenario44_whatWouldNotLeaveAtAllIsSaidToo() {
        SystemCommand.Answer unreachable = new SystemCommand.Answer(false, "RTNETLINK answers: Network is unreachable");
        assertThat(look(WIFI, unreachable).get(0))
                .contains("leaves by no device")
                .contains("Have root do: ip rule add from 10.0.1.5");
    }

    @Test
    void scenario44_whereADeviceCannotBeBoundToThatIsSaid() {
        deviceProblem = "epoll is missing";
        List<String> findings = look(WIFI, says("192.0.2.1 from 10.0.1.5 via 10.0.0.1 dev eth0 uid 0"));
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0)).contains(". Have root do:");
        assertThat(findings.get(1)).startsWith("INFO").contains("bindTo=DEVICE").contains("epoll is missing");
        assertThat(DeviceBinding.problem("no.such.Epoll"))
                .contains("not there")
                .contains("netty-transport-native-epoll");
        assertThat(DeviceBinding.problem("java.lang.String")).contains("does not work");
    }

    @Test
    void whereRoutingFitsOrCannotBeLearntNothingIsSaid() {
        assertThat(look(WIFI, says("192.0.2.1 from 10.0.1.5 via 10.0.1.1 dev wlan0 uid 0")))
                .isEmpty();
        assertThat(look(WIFI, null)).isEmpty();
        assertThat(look(WIFI, new SystemCommand.Answer(false, "ip: unknown option")))
                .isEmpty();
    }

    @Test
    void nothingOddReachesACommandLine() {
        look(WIFI.withAddresses(List.of("10.0.1.5; reboot")), says("dev eth0"));
        look(WIFI.withDevice("$(reboot)", 3), says("dev eth0"));
        look(Bearers.wifi(), says("dev eth0"));
        assertThat(asked).isEmpty();
        look(WIFI.withAddresses(List.of("2001:db8::5")), says("dev wlan0"));
        assertThat(asked.get(0)).contains("-6", "2001:db8::1");
    }

    @Test
    void aCommandThatIsNotThereFailsOrHangsIsNoAnswer() {
        SystemCommand real = new SystemCommand.Real();
        assertThat(real.run(List.of("no-such-command"))).isNull();
        assertThat(real.run(List.of("sh", "-c", "echo oops >&2; exit 3")))
                .isEqualTo(new SystemCommand.Answer(false, "oops\n"));
        SystemCommand.Answer killed = real.run(List.of("sleep", "1000"));
        assertThat(killed == null || !killed.succeeded()).isTrue();
    }

    @Test
    void theRealCommandAnswersOrIsNotThere() {
        Bearer loopback = Bearers.wifi().withDevice("nosuch9", 99).withAddresses(List.of("127.0.0.1"));
        List<String> findings = new Doctor().look(new BearerSnapshot(1, Map.of("wlan0", loopback)));
        assertThat(findings).allMatch(line -> line.contains("nosuch9") || line.startsWith("INFO"));
    }
}
