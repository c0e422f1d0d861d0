package org.camelpush.cops.net;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AllowedRedirectTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, 1, true",
        "192.0.2.1, 192.0.2.2, 1, false",
        "192.0.2.1:3288, 192.0.2.1, 3288, true",
        "192.0.2.1:3288, 192.0.2.1, 3289, false",
        "192.0.2.0/25, 192.0.2.127, 1, true",
        "192.0.2.0/25, 192.0.2.128, 1, false",
        "192.0.2.0/25:7, 192.0.2.1, 8, false",
        "0.0.0.0/0, 203.0.113.9, 8, true",
        "[2001:db8::]/32, 2001:db8:7::1, 8, true",
        "[2001:db8::]/32, 2001:db9::1, 8, false",
        "[2001:db8::1]:5, 2001:db8::1, 5, true",
        "[2001:db8::]/32, 192.0.2.1, 8, false",
        "localhost, 127.0.0.1, 8, true",
        "no.such.host.invalid, 127.0.0.1, 8, false",
        "*, 203.0.113.9, 8, true",
        "*, 127.0.0.1, 8, false",
        "*, ::1, 8, false",
        "*, 169.254.0.1, 8, false"
    })
    void f42_onlyWhatIsListedMayBeGoneTo(String rule, String target, int port, boolean allowed) throws Exception {
        assertThat(AllowedRedirect.parse(rule).allows(InetAddress.getByName(target), port))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":5", "h:x", "h:70000", "10.0.0.0/x", "10.0.0.0/129", "[::1", "[::1]x"})
    void whatIsNoRuleIsRefused(String text) {
        assertThatThrownBy(() -> AllowedRedirect.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is neither");
    }

    @Test
    void aNetworkIsNoPortOfAName() {
        assertThat(AllowedRedirect.parse("pdp.example.com:3289"))
                .isEqualTo(new AllowedRedirect("pdp.example.com", -1, 3289));
    }
}
