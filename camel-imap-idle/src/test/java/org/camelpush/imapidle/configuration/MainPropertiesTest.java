package org.camelpush.imapidle.configuration;

import org.apache.camel.PropertyBindingException;
import org.apache.camel.main.Main;
import org.camelpush.imapidle.ImapIdleComponent;
import org.camelpush.imapidle.ImapIdleConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The component's options as properties of Camel Main, where no tool has checked their names. */
class MainPropertiesTest {

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void anOptionIsSetByEitherSpelling() throws Exception {
        main.addInitialProperty("camel.component.imap-idle.idleRenewal", "4m");
        main.addInitialProperty("camel.component.imap-idle.max-in-flight", "3");

        main.start();

        ImapIdleConfiguration options = main.getCamelContext()
                .getComponent("imap-idle", ImapIdleComponent.class)
                .getConfiguration();
        assertThat(options.getIdleRenewal()).isEqualTo(240_000);
        assertThat(options.getMaxInFlight()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap-idle.idelRenewal", "imaps-idle.idelRenewal", "imap-idle.idel-renewal"})
    void aMisspeltOptionIsNamedInsteadOfAStart(String option) {
        main.addInitialProperty("camel.component." + option, "1");

        assertThatThrownBy(main::start)
                .isInstanceOf(PropertyBindingException.class)
                .hasMessageContaining("camel.component." + option.substring(0, option.indexOf('.')) + ".idelRenewal");
    }
}
