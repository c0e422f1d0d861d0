package org.camelpush.imapidle.testkit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DovecotConditionTest {

    @Test
    void runsWithDovecot() {
        assertThat(DovecotCondition.decide(true, true, "a test").isDisabled()).isFalse();
    }

    @Test
    void skipsWithoutAndSaysHowToInstallIt() {
        assertThat(DovecotCondition.decide(false, false, "a test").getReason())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("a test", "apt-get install -y dovecot-imapd"));
    }

    @Test
    void failsWithoutWhereItMustBeThere() {
        assertThatThrownBy(() -> DovecotCondition.decide(false, true, "a test"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DOVECOT IS NOT INSTALLED");
    }
}
