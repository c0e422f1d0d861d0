package org.camelpush.benchmarks.idle;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdleCostTest {

    @Test
    void readsWhatAProbePrints() throws Exception {
        IdleCost cost = IdleCost.parse(
                List.of("something else", "heap 5120.0", "direct 512.0", "threads 18 19", "class 100.0 2.00 [B"));
        assertThat(cost.kilobytes()).isEqualTo("5.0");
        assertThat(cost.directKilobytes()).isEqualTo("0.5");
        assertThat(cost.threads()).isEqualTo("18, 19");
        assertThat(cost.atMostKilobytes(5)).isTrue();
        assertThat(cost.atMostKilobytes(4.9)).isFalse();
        assertThat(cost.histogram("x")).contains("100.0    2.00  [B");
    }

    @Test
    void aProbeThatDidNotComeToItsEndHasFailed() {
        assertThatThrownBy(() -> IdleCost.parse(List.of("heap 5120.0")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("heap 5120.0");
    }
}
