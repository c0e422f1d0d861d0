package org.camelpush.cops.testkit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TsharkConditionTest {

    @Test
    void runsWhereTsharkIs() {
        assertThat(TsharkCondition.decide(true, true, "x").isDisabled()).isFalse();
    }

    @Test
    void skipsAloudWhereItIsNot() {
        assertThat(TsharkCondition.decide(false, false, "decodes").getReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("NOT RUN: decodes", "REQUIRE_TSHARK"));
    }

    @Test
    void failsWhereItIsRequired() {
        assertThatThrownBy(() -> TsharkCondition.decide(false, true, "x")).isInstanceOf(IllegalStateException.class);
    }
}
