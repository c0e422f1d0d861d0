package org.camelpush.imapidle.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long SECOND = 1_000_000_000;

    private final Pace pace = new Pace();

    @Test
    void atFirstEverythingIsAllowedOnAnyClock() {
        assertThat(pace.mayIdle(-1)).isTrue();
        assertThat(pace.mayLook(Long.MIN_VALUE)).isTrue();
        assertThat(pace.idleWait(-1)).isZero();
        assertThat(pace.isIdleDenied()).isFalse();
    }

    @Test
    void shortIdlesInARowWaitLongerEachTime() {
        pace.idleEnded(SECOND, LONGEST, 0);
        assertThat(pace.idleWait(0)).hasSeconds(1);
        assertThat(pace.mayIdle(SECOND - 1)).isFalse();
        assertThat(pace.mayIdle(SECOND)).isTrue();
        assertThat(pace.idleWait(SECOND)).isZero();
        pace.idleEnded(SECOND, LONGEST, 0);
        assertThat(pace.idleWait(SECOND)).hasSeconds(1);
        for (int i = 0; i < 100; i++) {
            pace.idleEnded(SECOND, LONGEST, 0);
        }
        assertThat(pace.idleWait(0)).isEqualTo(LONGEST);
    }

    @Test
    void aProperIdleEndsTheRow() {
        pace.idleEnded(SECOND, LONGEST, 0);
        pace.idleEnded(60 * SECOND, LONGEST, 0);
        assertThat(pace.mayIdle(0)).isTrue();
        pace.idleEnded(60 * SECOND - 1, LONGEST, 0);
        assertThat(pace.idleWait(0)).hasSeconds(1);
    }

    @Test
    void twoLooksMayFindNothingThenTheyWaitLongerEachTime() {
        pace.looked(2, LONGEST, 0);
        assertThat(pace.mayLook(0)).isTrue();
        assertThat(pace.lookPause()).isZero();
        pace.looked(3, LONGEST, 0);
        assertThat(pace.lookPause()).hasSeconds(1);
        assertThat(pace.mayLook(SECOND - 1)).isFalse();
        assertThat(pace.mayLook(SECOND)).isTrue();
        pace.looked(4, LONGEST, 0);
        assertThat(pace.lookPause()).hasSeconds(2);
        pace.looked(1_000, LONGEST, 0);
        assertThat(pace.lookPause()).isEqualTo(LONGEST);
        pace.looked(0, LONGEST, 0);
        assertThat(pace.mayLook(0)).isTrue();
    }

    @Test
    void idleIsDeniedForGood() {
        pace.denyIdle();
        assertThat(pace.isIdleDenied()).isTrue();
    }
}
