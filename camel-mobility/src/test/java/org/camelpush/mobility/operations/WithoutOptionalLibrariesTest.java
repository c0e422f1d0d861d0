package org.camelpush.mobility.operations;

import java.util.List;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.testkit.ClassLoaderWithout;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The component in an application that has none of the components and libraries that it can use. */
class WithoutOptionalLibrariesTest {

    private static final List<String> ABSENT = List.of(
            "io.micrometer.",
            "org.freedesktop.dbus.",
            "org.apache.camel.component.mail.",
            "org.apache.camel.impl.health.",
            "org.apache.camel.impl.console.",
            "org.camelpush.cops.",
            "org.camelpush.imapidle.",
            "jakarta.mail.");

    @Test
    void aHubRunsAndNoClassIsMissed() throws Exception {
        ClassLoaderWithout loader = new ClassLoaderWithout("org.camelpush.mobility.", ABSENT);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setApplicationContextClassLoader(loader);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:status").to("mobility:gateway?operation=status");
                }
            });
            context.start();
            assertThat(context.getComponent("mobility").getClass().getClassLoader())
                    .isSameAs(loader);
            assertThat(context.createProducerTemplate()
                            .requestBody("direct:status", "any")
                            .toString())
                    .contains("bearers=", "sessions=[]");
        }
    }

    @Test
    void networkManagerIsRefusedWithTheNameOfWhatItNeeds() throws Exception {
        ClassLoaderWithout loader = new ClassLoaderWithout("org.camelpush.mobility.", ABSENT);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setApplicationContextClassLoader(loader);
            Object hub = make(loader, "Mobility");
            hub.getClass()
                    .getMethod("setMonitor", loader.loadClass("org.camelpush.mobility.bearer.BearerMonitor"))
                    .invoke(hub, make(loader, "bearer.NetworkManagerBearers"));
            context.getRegistry().bind("gateway", hub);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("mobility:gateway").to("mock:end");
                }
            });
            assertThatThrownBy(context::start)
                    .hasStackTraceContaining("NetworkManager cannot be asked: add com.github.hypfvieh:dbus-java-core to"
                            + " the class path, or use org.camelpush.mobility.bearer.SystemBearers as monitor");
        }
    }

    private static Object make(ClassLoader loader, String type) throws ReflectiveOperationException {
        return loader.loadClass("org.camelpush.mobility." + type)
                .getConstructor()
                .newInstance();
    }
}
