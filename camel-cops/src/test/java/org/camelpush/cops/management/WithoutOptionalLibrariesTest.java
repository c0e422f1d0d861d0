package org.camelpush.cops.management;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.apache.camel.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.PolicyFixture;
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

    /** Loads the component anew, as if the optional libraries were not there. */
    private static final class Without extends ClassLoader {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        Without() {
            super(WithoutOptionalLibrariesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (ABSENT.stream().anyMatch(name::startsWith)) {
                asked.add(name);
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.camelpush.cops.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> present = findLoadedClass(name);
                return present == null ? define(name) : present;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }

    @Test
    void theRoutesRunAndNoClassOfThemIsMissed() throws Exception {
        int port = PolicyFixture.freePort();
        Without loader = new Without();
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
            assertThat(loader.asked)
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
