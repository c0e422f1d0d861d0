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

    private final List<List<String>> asked = new ArrayList<>();

    private List<String> look(Bearer bearer, String answer) {
        Doctor doctor = new Doctor(command -> {
            asked.add(command);
            return answer;
        });
        return doctor.look(new BearerSnapshot(1, Map.of(bearer.id(), bearer)));
    }

    @Test
    void scenario44_whatWouldLeaveByAnotherDeviceIsSaidWithTheRuleThatIsMissing() {
        List<String> findings = look(WIFI, "192.0.2.1 from 10.0.1.5 via 10.0.0.1 dev eth0 uid 0 \n    cache \n");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0))
                .startsWith("WARN wlan0")
                .contains("leaves by eth0")
                .contains("ip rule add from 10.0.1.5 lookup 101")
                .contains("dev wlan0 table 101");
        assertThat(asked).containsExactly(List.of("ip", "route", "get", "192.0.2.1", "from", "10.0.1.5"));
    }

    @Test
    void whereRoutingFitsOrCannotBeLearntNothingIsSaid() {
        assertThat(look(WIFI, "192.0.2.1 from 10.0.1.5 via 10.0.1.1 dev wlan0 uid 0"))
                .isEmpty();
        assertThat(look(WIFI, null)).isEmpty();
        assertThat(look(WIFI, "RTNETLINK answers: Network is unreachable")).isEmpty();
    }

    @Test
    void nothingOddReachesACommandLine() {
        look(WIFI.withAddresses(List.of("10.0.1.5; reboot")), "dev eth0");
        look(Bearers.wifi(), "dev eth0");
        assertThat(asked).isEmpty();
        look(WIFI.withAddresses(List.of("2001:db8::5")), "dev wlan0");
        assertThat(asked.get(0)).contains("2001:db8::1");
    }

    @Test
    void theRealCommandAnswersOrIsNotThere() {
        Bearer loopback = Bearers.wifi().withDevice("nosuch9", 99).withAddresses(List.of("127.0.0.1"));
        List<String> findings = new Doctor().look(new BearerSnapshot(1, Map.of("wlan0", loopback)));
        assertThat(findings).allMatch(line -> line.contains("nosuch9"));
    }
}
