package org.camelpush.mobility.operations;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
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

    /** Loads the component anew, as if they were not there. */
    private static final class Without extends ClassLoader {
        Without() {
            super(WithoutOptionalLibrariesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (ABSENT.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.camelpush.mobility.")) {
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
    void aHubRunsAndNoClassIsMissed() throws Exception {
        Without loader = new Without();
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
        Without loader = new Without();
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
