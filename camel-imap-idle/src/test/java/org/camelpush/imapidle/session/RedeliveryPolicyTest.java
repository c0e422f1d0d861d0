package org.camelpush.imapidle.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedeliveryPolicyTest {

    @Test
    void theDelayDoublesUpToTenMinutes() {
        RedeliveryPolicy policy = new RedeliveryPolicy(Duration.ofSeconds(5), -1);
        assertThat(Duration.ofNanos(policy.delayAfter(1))).hasSeconds(5);
        assertThat(Duration.ofNanos(policy.delayAfter(2))).hasSeconds(10);
        assertThat(Duration.ofNanos(policy.delayAfter(7))).hasSeconds(320);
        assertThat(Duration.ofNanos(policy.delayAfter(8))).hasMinutes(10);
        assertThat(Duration.ofNanos(policy.delayAfter(Integer.MAX_VALUE))).hasMinutes(10);
    }

    @Test
    void aLongerDelayStaysAsItIs() {
        assertThat(Duration.ofNanos(new RedeliveryPolicy(Duration.ofHours(1), -1).delayAfter(9)))
                .hasHours(1);
    }

    @Test
    void givesUpAfterSoManyDeliveries() {
        assertThat(new RedeliveryPolicy(Duration.ZERO, 3).givesUpAfter(2)).isFalse();
        assertThat(new RedeliveryPolicy(Duration.ZERO, 3).givesUpAfter(3)).isTrue();
        assertThat(new RedeliveryPolicy(Duration.ZERO, 0).givesUpAfter(1)).isTrue();
        assertThat(new RedeliveryPolicy(Duration.ZERO, -1).givesUpAfter(1_000)).isFalse();
    }
}
