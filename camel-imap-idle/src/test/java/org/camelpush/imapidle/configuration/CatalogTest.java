package org.camelpush.imapidle.configuration;

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
    @ValueSource(strings = {"imap-idle", "imaps-idle"})
    void theSchemeAndEveryOptionOfItIsDescribed(String scheme) {
        assertThat(catalog.componentJSonSchema(scheme))
                .contains("\"scheme\": \"" + scheme + "\"")
                .doesNotContain("\"description\": \"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap-idle:mail.example.com:1430?username=u&password=p&startFrom=NEW&idleRenewal=5m",
                "imaps-idle:mail.example.com?username=u&password=p&maxInFlight=4"
            })
    void acceptsARightUri(String uri) throws Exception {
        EndpointValidationResult result = validate(uri);
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "imap-idle:mail.example.com?username=u&passwrod=p, passwrod",
        "imaps-idle:mail.example.com?username=u&maxInFligth=4, maxInFligth"
    })
    void namesAMisspeltOption(String uri, String option) throws Exception {
        assertThat(validate(uri).getUnknown()).containsExactly(option);
    }

    private EndpointValidationResult validate(String uri) throws URISyntaxException {
        return catalog.validateProperties(uri.substring(0, uri.indexOf(':')), catalog.endpointProperties(uri));
    }
}
