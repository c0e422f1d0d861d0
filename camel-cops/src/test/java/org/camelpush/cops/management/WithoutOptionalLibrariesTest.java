package org.camelpush.cops.management;

import java.util.List;

import org.apache.camel.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.testkit.ClassLoaderWithout;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The component in an application that has none of the optional libraries of this kind. */
class WithoutOptionalLibrariesTest {

    private static final List<String> ABSENT = List.of(
            "io.micrometer.",
            "io.opentelemetry.",
            "org.apache.camel.impl.console.",
            "org.apache.camel.impl.health.",
            "org.xbill.");

    @Test
    void theRoutesRunAndNoClassOfThemIsMissed() throws Exception {
        int port = PolicyFixture.freePort();
        ClassLoaderWithout loader = new ClassLoaderWithout("org.camelpush.cops.", ABSENT);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setApplicationContextClassLoader(loader);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("cops:127.0.0.1:" + port).routeId("pdp").setHeader("CamelCopsDecision", constant("INSTALL"));
                    from("direct:ask").to(PolicyFixture.pep(port, ""));
                }
            });
            context.start();
            Consumer consumer = context.getRoute("pdp").getConsumer();
            assertThat(consumer.getClass().getClassLoader()).isSameAs(loader);
            assertThat(context.createProducerTemplate().requestBody("direct:ask", "a flow"))
                    .isNotNull();
            assertThat(loader.asked())
                    .contains("io.micrometer.core.instrument.MeterRegistry", "io.opentelemetry.api.OpenTelemetry")
                    .contains("org.xbill.DNS.lookup.LookupSession")
                    .contains("org.apache.camel.impl.health.AbstractHealthCheck")
                    .allMatch(name -> name.endsWith(".MeterRegistry")
                            || name.endsWith(".AbstractHealthCheck")
                            || name.endsWith(".OpenTelemetry")
                            || name.endsWith(".LookupSession"));
            String service = PolicyFixture.pep(port, "&servers=_cops._tcp.example.com");
            assertThatThrownBy(() -> context.createProducerTemplate().requestBody(service, "a flow"))
                    .hasStackTraceContaining("the library dnsjava:dnsjava");
        }
    }
}
