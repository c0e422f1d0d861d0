package org.camelpush.cops.configuration;

import org.apache.camel.PropertyBindingException;
import org.apache.camel.main.Main;
import org.camelpush.cops.CopsComponent;
import org.camelpush.cops.CopsConfiguration;
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
        main.addInitialProperty("camel.component.cops.requestTimeout", "4s");
        main.addInitialProperty("camel.component.cops.max-sessions", "3");

        main.start();

        CopsConfiguration options =
                main.getCamelContext().getComponent("cops", CopsComponent.class).getConfiguration();
        assertThat(options.getRequestTimeout()).isEqualTo(4_000);
        assertThat(options.getMaxSessions()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cops.requestTimeuot", "copss.requestTimeuot", "cops.request-timeuot"})
    void aMisspeltOptionIsNamedInsteadOfAStart(String option) {
        main.addInitialProperty("camel.component." + option, "1");

        assertThatThrownBy(main::start)
                .isInstanceOf(PropertyBindingException.class)
                .hasMessageContaining(
                        "camel.component." + option.substring(0, option.indexOf('.')) + ".requestTimeuot");
    }
}
