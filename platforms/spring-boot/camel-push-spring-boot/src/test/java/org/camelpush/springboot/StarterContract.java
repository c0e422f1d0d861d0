package org.camelpush.springboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What holds of each starter; the test of a starter is one of these, and says more where there is more. */
public abstract class StarterContract {

    private static final Path METADATA = Path.of(
            System.getProperty("basedir", "."), "src/main/resources/META-INF/spring-configuration-metadata.json");

    private final String scheme;
    private final Class<? extends Component> component;
    /** An application that has the starter on its class path, and nothing else. */
    protected final ApplicationContextRunner application;

    protected StarterContract(String scheme, Class<? extends Component> component) {
        this.scheme = scheme;
        this.component = component;
        this.application = new ApplicationContextRunner().withUserConfiguration(Application.class);
    }

    /** What is in the starter is found as in any application: by the list in its jar. */
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void metadataOfIdesIsThatOfTheComponent() throws IOException {
        String current = ConfigurationMetadata.of(scheme, ConfigurationMetadata.description(scheme, component));
        if (Boolean.getBoolean("starter.write")) {
            Files.writeString(METADATA, current);
        }
        assertThat(Files.readString(METADATA))
                .as(
                        "the component's options have changed; write it anew with "
                                + "mvn -pl platforms/spring-boot/%s -am test -Dtest='*StarterTest' -Dstarter.write=true "
                                + "-Dsurefire.failIfNoSpecifiedTests=false, and commit it",
                        artifact())
                .isEqualTo(current);
    }

    private static Path artifact() {
        return METADATA.toAbsolutePath()
                .normalize()
                .getParent()
                .getParent()
                .getParent()
                .getParent()
                .getParent()
                .getFileName();
    }

    @Test
    void everyOptionOfTheComponentIsAProperty() throws Exception {
        Set<String> names = new LinkedHashSet<>();
        JsonObject metadata = Jsoner.deserialize(Files.readString(METADATA), new JsonObject());
        for (Object property : metadata.getCollection("properties")) {
            names.add(((Map<?, ?>) property).get("name").toString());
        }
        JsonObject options =
                ConfigurationMetadata.description(scheme, component).getMap("componentProperties");
        assertThat(options).isNotEmpty();
        assertThat(names)
                .containsAll(options.keySet().stream()
                        .map(name -> property(name.toString()))
                        .toList());
    }

    /** Each option that can be written as text is given another value than its default, and the component has that value. */
    @Test
    void everyPropertyReachesTheComponent() throws Exception {
        JsonObject options =
                ConfigurationMetadata.description(scheme, component).getMap("componentProperties");
        Map<String, String> values = new LinkedHashMap<>();
        options.forEach((name, described) -> {
            String value = OtherValue.of((Map<?, ?>) described);
            if (value != null) {
                values.put(name, value);
            }
        });
        application
                .withPropertyValues(values.entrySet().stream()
                        .map(each -> property(each.getKey()) + "=" + each.getValue())
                        .toArray(String[]::new))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    CamelContext camel = context.getBean(CamelContext.class);
                    values.forEach((name, value) -> assertThat(OtherValue.asText(option(camel, name)))
                            .as(name)
                            .isEqualToIgnoringCase(value));
                });
    }

    @Test
    void sameOptionMayBeWrittenInAnyOfSpringsWays() {
        for (String name : List.of("bridge-error-handler", "bridgeErrorHandler", "bridge_error_handler")) {
            application
                    .withPropertyValues("camel.component." + scheme + "." + name + "=true")
                    .run(context -> assertThat(option(context.getBean(CamelContext.class), "bridgeErrorHandler"))
                            .as(name)
                            .isEqualTo(true));
        }
    }

    @Test
    void optionMayBeInTheEnvironment() {
        String variable = "CAMEL_COMPONENT_" + scheme.replace("-", "").toUpperCase(Locale.ROOT) + "_BRIDGEERRORHANDLER";
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of(variable, "true"))))
                .run(context -> assertThat(option(context.getBean(CamelContext.class), "bridgeErrorHandler"))
                        .isEqualTo(true));
    }

    @Test
    void misspeltPropertyIsNamedWithTheNearestRightOne() {
        application
                .withPropertyValues("camel.component." + scheme + ".bridge-eror-handler=true")
                .run(context -> {
                    assertThat(context).getFailure().isExactlyInstanceOf(ComponentPropertyException.class);
                    FailureAnalysis told = new ComponentPropertyFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(told.getDescription())
                            .startsWith("camel.component." + scheme + ".bridge-eror-handler (")
                            .endsWith(" is no option of the component " + scheme + ".");
                    assertThat(told.getAction())
                            .isEqualTo("Did you mean camel.component." + scheme + ".bridge-error-handler?");
                });
    }

    @Test
    void valueOfTheWrongKindIsToldByTheNameOfItsPropertyOnly() {
        application
                .withPropertyValues("camel.component." + scheme + ".autowired-enabled=hunter2")
                .run(context -> assertThat(catchThrowable(
                                () -> context.getBean(CamelContext.class).getComponent(scheme)))
                        .hasStackTraceContaining("camel.component." + scheme + ".autowired-enabled")
                        .hasStackTraceContaining("has a value that the option does not take"));
    }

    @Test
    void propertiesCanBeSwitchedOff() {
        for (String off : List.of("enabled", "customizer.enabled")) {
            application
                    .withPropertyValues(
                            "camel.component." + scheme + "." + off + "=false",
                            property("bridgeErrorHandler") + "=true")
                    .run(context -> assertThat(option(context.getBean(CamelContext.class), "bridgeErrorHandler"))
                            .as(off)
                            .isEqualTo(false));
        }
    }

    private String property(String option) {
        return "camel.component." + scheme + "." + ComponentOptions.inKebabCase(option);
    }

    /** As the component's own configurer reads it. */
    protected Object option(CamelContext context, String name) {
        Component made = context.getComponent(scheme);
        return ((PropertyConfigurerGetter) made.getComponentPropertyConfigurer()).getOptionValue(made, name, false);
    }
}
