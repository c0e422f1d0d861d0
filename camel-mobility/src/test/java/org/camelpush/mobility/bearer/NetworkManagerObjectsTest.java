package org.camelpush.mobility.bearer;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkManagerObjectsTest {

    private static final String NAME = "org.freedesktop.NetworkManager.";

    private final Map<String, Object> device = new HashMap<>(Map.of("Interface", "x0", "State", 100));

    private DeviceWord word() {
        return new NetworkManagerObjects(Map.of("/1", Map.of(NAME + "Device", device)))
                .words()
                .get("x0");
    }

    @ParameterizedTest
    @CsvSource({"1,ETHERNET", "2,WIFI", "5,BLUETOOTH", "8,CELLULAR", "16,VPN", "29,VPN", "20,", "999,"})
    void itKnowsWhatADeviceIs(int type, BearerType expected) {
        device.put("DeviceType", type);
        assertThat(word().type()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,UNKNOWN", "1,YES", "2,NO", "3,GUESS_YES", "4,GUESS_NO", "77,UNKNOWN"})
    void itKnowsWhetherADeviceIsMetered(int metered, Metered expected) {
        device.put("Metered", metered);
        assertThat(word().metered()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100,4,0,INTERNET",
        "100,0,4,INTERNET",
        "100,2,0,PORTAL",
        "100,1,2,PORTAL",
        "100,2,4,INTERNET",
        "100,1,3,UNKNOWN",
        "100,0,0,UNKNOWN",
        "30,4,4,UNKNOWN"
    })
    void itKnowsHowFarOneGets(int state, int four, int six, Reachability expected) {
        device.putAll(Map.of("State", state, "Ip4Connectivity", four, "Ip6Connectivity", six));
        assertThat(word().reachability()).isEqualTo(expected);
    }

    @Test
    void aModemCarriesDataByAnotherDevice() {
        device.put("Interface", "cdc-wdm0");
        device.put("IpInterface", "x0");
        assertThat(word()).isNotNull();
    }

    @Test
    void whatIsMissingOrOddIsUnknown() {
        assertThat(new NetworkManagerObjects(Map.of("/1", Map.of(NAME + "Device", Map.of()), "/2", Map.of())).words())
                .isEmpty();
        device.putAll(Map.of("DeviceType", "text", "Metered", Map.of(), "State", "x"));
        assertThat(word()).isEqualTo(DeviceWord.NONE);
    }

    @Test
    void theSignalIsThatOfTheAccessPointInUse() {
        Map<String, Map<String, Map<String, Object>>> objects = Map.of(
                "/1",
                Map.of(NAME + "Device", device, NAME + "Device.Wireless", Map.of("ActiveAccessPoint", "/ap")),
                "/ap",
                Map.of(NAME + "AccessPoint", Map.of("Strength", (byte) 55)));
        assertThat(new NetworkManagerObjects(objects).words().get("x0").signal())
                .isEqualTo(55);
        device.put("State", 110);
        assertThat(new NetworkManagerObjects(objects).words().get("x0").leaving())
                .isTrue();
    }
}
