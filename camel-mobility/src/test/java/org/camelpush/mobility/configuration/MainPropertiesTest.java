package org.camelpush.mobility.configuration;

import org.apache.camel.PropertyBindingException;
import org.apache.camel.main.Main;
import org.camelpush.mobility.MobilityComponent;
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
        main.addInitialProperty("camel.component.mobility.bridgeErrorHandler", "true");
        main.addInitialProperty("camel.component.mobility.lazy-start-producer", "true");

        main.start();

        MobilityComponent component = main.getCamelContext().getComponent("mobility", MobilityComponent.class);
        assertThat(component.isBridgeErrorHandler()).isTrue();
        assertThat(component.isLazyStartProducer()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridgeErorHandler", "bridge-eror-handler"})
    void aMisspeltOptionIsNamedInsteadOfAStart(String option) {
        main.addInitialProperty("camel.component.mobility." + option, "1");

        assertThatThrownBy(main::start)
                .isInstanceOf(PropertyBindingException.class)
                .hasMessageContaining("camel.component.mobility.bridgeErorHandler");
    }
}
