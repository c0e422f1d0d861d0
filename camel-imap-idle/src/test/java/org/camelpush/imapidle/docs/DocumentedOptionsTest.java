package org.camelpush.imapidle.docs;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.camelpush.imapidle.session.SessionPhase;
import org.camelpush.testkit.ComponentDescription;
import org.camelpush.testkit.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of docs/imap-idle.md say what the component's own description says. */
class DocumentedOptionsTest {

    private static final Set<String> ENDPOINT_ONLY = Set.of("host", "port", "exceptionHandler", "exchangePattern");

    private final Page page = Page.of("docs/imap-idle.md");

    private final ComponentDescription component =
            ComponentDescription.of("/META-INF/org/camelpush/imapidle/imap-idle.json");

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

    @Test
    void everyStateIsInThePicture() {
        String picture =
                page.section("## When the connection is lost").blocks("mermaid").get(0);
        assertThat(Stream.of(SessionPhase.values()).map(SessionPhase::name))
                .allSatisfy(state -> assertThat(picture).containsPattern("\\b" + state + "\\b"));
    }
}
