package org.camelpush.cops.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of docs/cops.md say what the component's own description says. */
class DocumentedOptionsTest {

    private static final Set<String> ENDPOINT_ONLY = Set.of("host", "port", "exceptionHandler", "exchangePattern");

    private final Page page = Page.of("docs/cops.md");

    private static JsonObject description() {
        try (InputStream json =
                DocumentedOptionsTest.class.getResourceAsStream("/META-INF/org/camelpush/cops/cops.json")) {
            return (JsonObject) Jsoner.deserialize(new InputStreamReader(json, StandardCharsets.UTF_8));
        } catch (IOException | org.apache.camel.util.json.DeserializationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Name and default of each; a factor of 2.0 may be written 2. */
    private static Map<String, String> defaults(String group) {
        Map<String, String> defaults = new TreeMap<>();
        description().getMap(group).forEach((name, option) -> {
            Object value = ((JsonObject) option).get("defaultValue");
            defaults.put((String) name, value == null ? "" : value.toString().replaceFirst("\\.0$", ""));
        });
        return defaults;
    }

    @Test
    void everyEndpointOptionIsInItsTableWithItsDefault() {
        assertThat(page.section("### Endpoint options").rows()).isEqualTo(defaults("properties"));
    }

    @Test
    void whatOnlyTheComponentHasIsInItsTableWithItsDefault() {
        Map<String, String> expected = defaults("componentProperties");
        expected.keySet().removeAll(defaults("properties").keySet());
        assertThat(page.section("### Component options").rows()).isEqualTo(expected);
    }

    @Test
    void theComponentHasAllOptionsOfAnEndpointButThoseNamed() {
        Set<String> missing = defaults("properties").keySet();
        missing.removeAll(defaults("componentProperties").keySet());
        assertThat(missing).isEqualTo(ENDPOINT_ONLY);
        assertThat(page.section("### Component options").text())
                .contains("Every endpoint option but `host`, `port`, `exceptionHandler` and `exchangePattern`");
    }

    @Test
    void everyHeaderIsInItsTableWithItsType() {
        Map<String, String> expected = new TreeMap<>();
        description()
                .getMap("headers")
                .forEach((name, header) -> expected.put((String) name, ((JsonObject) header).getString("javaType")));
        assertThat(page.section("## Headers").rows()).isEqualTo(expected);
    }
}
