package org.camelpush.mobility.testkit.network;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NetworkConditionTest {

    @Test
    void whatIsMissingIsSaidLoudlyAndIsAFailureWhereItIsRequired() {
        assertThat(NetworkCondition.decide("", true, "a test").isDisabled()).isFalse();
        assertThat(NetworkCondition.decide("root", false, "a test").isDisabled())
                .isTrue();
        assertThatThrownBy(() -> NetworkCondition.decide("root", true, "a test"))
                .hasMessageContaining("a test")
                .hasMessageContaining("root");
    }
}
