package org.camelpush.cops.configuration;

import java.util.Map;

import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tools find the component's description by the jar alone. */
class CatalogTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private RuntimeCamelCatalog catalog;

    @BeforeEach
    void startCatalog() {
        context.start();
        catalog = PluginHelper.getRuntimeCamelCatalog(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theSchemeIsDescribed() {
        assertThat(catalog.componentJSonSchema("cops")).contains("\"scheme\": \"cops\"");
    }

    @Test
    void everyOptionIsDescribed() {
        assertThat(catalog.componentJSonSchema("cops")).doesNotContain("\"description\": \"\"");
    }

    @Test
    void acceptsRightOptionsAndNamesAWrongOne() {
        EndpointValidationResult right = catalog.validateProperties(
                "cops", Map.of("host", "pdp.example.com", "clientType", "1", "operation", "REPORT"));
        assertThat(right.isSuccess()).as(right.summaryErrorMessage(true)).isTrue();
        EndpointValidationResult wrong =
                catalog.validateProperties("cops", Map.of("host", "pdp.example.com", "clientTyp", "1"));
        assertThat(wrong.getUnknown()).contains("clientTyp");
    }
}
