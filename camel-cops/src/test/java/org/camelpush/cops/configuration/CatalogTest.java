package org.camelpush.cops.configuration;

import java.net.URISyntaxException;

import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"cops", "copss"})
    void theSchemeAndEveryOptionOfItIsDescribed(String scheme) {
        assertThat(catalog.componentJSonSchema(scheme))
                .contains("\"scheme\": \"" + scheme + "\"")
                .doesNotContain("\"description\": \"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cops:pdp.example.com:3289?clientType=1&pepId=p&operation=REPORT",
                "copss:0.0.0.0?clientTypes=0x8001&requireIntegrity=true"
            })
    void acceptsARightUri(String uri) throws Exception {
        EndpointValidationResult result = validate(uri);
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "cops:pdp.example.com?clientTyp=1, clientTyp",
        "copss:0.0.0.0?clientTypes=1&requireIntegritty=true, requireIntegritty"
    })
    void namesAMisspeltOption(String uri, String option) throws Exception {
        assertThat(validate(uri).getUnknown()).containsExactly(option);
    }

    private EndpointValidationResult validate(String uri) throws URISyntaxException {
        return catalog.validateProperties(uri.substring(0, uri.indexOf(':')), catalog.endpointProperties(uri));
    }
}
