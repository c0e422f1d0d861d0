package org.camelpush.cops.docs;

import java.util.Map;
import java.util.Set;

import org.camelpush.testkit.ComponentDescription;
import org.camelpush.testkit.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of docs/cops.md say what the component's own description says. */
class DocumentedOptionsTest {

    private static final Set<String> ENDPOINT_ONLY = Set.of("host", "port", "exceptionHandler", "exchangePattern");

    private final Page page = Page.of("docs/cops.md");

    private final ComponentDescription component = ComponentDescription.of("/META-INF/org/camelpush/cops/cops.json");

    @Test
    void everyEndpointOptionIsInItsTableWithItsDefault() {
        assertThat(page.section("### Endpoint options").rows()).isEqualTo(component.defaults("properties"));
    }

    @Test
    void whatOnlyTheComponentHasIsInItsTableWithItsDefault() {
        Map<String, String> expected = component.defaults("componentProperties");
        expected.keySet().removeAll(component.defaults("properties").keySet());
        assertThat(page.section("### Component options").rows()).isEqualTo(expected);
    }

    @Test
    void theComponentHasAllOptionsOfAnEndpointButThoseNamed() {
        Set<String> missing = component.defaults("properties").keySet();
        missing.removeAll(component.defaults("componentProperties").keySet());
        assertThat(missing).isEqualTo(ENDPOINT_ONLY);
        assertThat(page.section("### Component options").text())
                .contains("Every endpoint option but `host`, `port`, `exceptionHandler` and `exchangePattern`");
    }

    @Test
    void everyHeaderIsInItsTableWithItsType() {
        assertThat(page.section("## Headers").rows()).isEqualTo(component.headers());
    }
}
