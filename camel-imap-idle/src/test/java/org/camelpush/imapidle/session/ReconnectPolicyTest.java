package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.EnumSet;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReconnectPolicyTest {

    private static final RandomGenerator LEAST = () -> 0;
    private static final RandomGenerator MOST = () -> -1;

    private static ReconnectPolicy policy(int maxAttempts) {
        return new ReconnectPolicy(true, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, maxAttempts);
    }

    private static double seconds(int attempt, boolean refused, RandomGenerator random) {
        return policy(-1).delayBefore(attempt, refused, random) / 1e9;
    }

    @Test
    void waitsLongerEachTimeUpToAMaximum() {
        assertThat(seconds(1, false, LEAST)).isEqualTo(4);
        assertThat(seconds(2, false, LEAST)).isEqualTo(8);
        assertThat(seconds(5, false, LEAST)).isEqualTo(64);
        assertThat(seconds(6, false, LEAST)).isEqualTo(96);
        assertThat(seconds(1_000_000, false, LEAST)).isEqualTo(96);
    }

    @Test
    void theJitterIsAFifthEitherWay() {
        assertThat(seconds(1, false, MOST)).isBetween(5.999, 6.0);
    }

    @Test
    void waitsLongerStillWhereTheServerRefuses() {
        assertThat(seconds(1, true, LEAST)).isEqualTo(96);
        assertThat(seconds(2, true, LEAST)).isEqualTo(192);
        assertThat(seconds(50, true, LEAST)).isEqualTo(2880);
    }

    @Test
    void aLongMaximumHoldsForRefusalsToo() {
        ReconnectPolicy slow = new ReconnectPolicy(true, Duration.ofHours(3), Duration.ofHours(2), 1, -1);
        assertThat(slow.delayBefore(1, true, LEAST))
                .isEqualTo(Duration.ofMinutes(96).toNanos());
        assertThat(slow.delayBefore(1, false, LEAST))
                .isEqualTo(Duration.ofMinutes(96).toNanos());
    }

    @Test
    void endsAfterSoManyAttempts() {
        assertThat(policy(3).allows(3)).isTrue();
        assertThat(policy(3).allows(4)).isFalse();
        assertThat(policy(0).allows(1)).isFalse();
        assertThat(policy(-1).allows(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void switchedOffItAllowsNone() {
        assertThat(new ReconnectPolicy(false, Duration.ZERO, Duration.ZERO, 1, -1).allows(1))
                .isFalse();
    }

    @Test
    void whatOnlyAnnoysTheServerIsARefusal() {
        for (Failure.Kind kind : Failure.Kind.values()) {
            boolean refusal = EnumSet.of(
                            Failure.Kind.AUTHENTICATION, Failure.Kind.TOKEN, Failure.Kind.FOLDER, Failure.Kind.SECURITY)
                    .contains(kind);
            assertThat(new Failure(kind, "").isRefusal()).as(kind.name()).isEqualTo(refusal);
        }
    }
}
