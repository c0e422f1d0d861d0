package org.camelpush.mobility.operations;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The component in an application that has none of the components and libraries that it can use. */
class WithoutOptionalLibrariesTest {

    private static final List<String> ABSENT = List.of(
            "io.micrometer.",
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
}
