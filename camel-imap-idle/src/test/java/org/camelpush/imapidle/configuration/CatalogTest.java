package org.camelpush.imapidle.configuration;

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
    void bothSchemesAreDescribed() {
        assertThat(catalog.componentJSonSchema("imap-idle")).contains("\"scheme\": \"imap-idle\"");
        assertThat(catalog.componentJSonSchema("imaps-idle")).contains("\"scheme\": \"imaps-idle\"");
    }

    @Test
    void everyOptionIsDescribed() {
        assertThat(catalog.componentJSonSchema("imap-idle")).doesNotContain("\"description\": \"\"");
    }

    @Test
    void acceptsRightOptionsAndNamesAWrongOne() {
        EndpointValidationResult right = catalog.validateProperties(
                "imaps-idle", Map.of("host", "mail.example.com", "username", "u", "startFrom", "NEW"));
        assertThat(right.isSuccess()).as(right.summaryErrorMessage(true)).isTrue();
        EndpointValidationResult wrong =
                catalog.validateProperties("imaps-idle", Map.of("host", "mail.example.com", "passwrod", "p"));
        assertThat(wrong.getUnknown()).contains("passwrod");
    }
}
