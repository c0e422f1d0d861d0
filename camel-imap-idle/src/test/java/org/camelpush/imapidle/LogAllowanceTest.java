package org.camelpush.imapidle;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogAllowanceTest {

    @Test
    void takesTheFirstLinesOfEachMinute() {
        LogAllowance lines = new LogAllowance(2);
        long now = Long.MAX_VALUE - 5;
        assertThat(lines.takes(now)).isTrue();
        assertThat(lines.takes(now)).isTrue();
        assertThat(lines.takes(now + 10)).isFalse();
        assertThat(lines.takes(now + Duration.ofSeconds(61).toNanos())).isTrue();
    }
}
