package org.camelpush.springboot;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The properties {@code camel.component.<scheme>.*} of an application, for the component of that scheme and of its alternative
 * schemes. They are read and their names checked before any bean is made, so that the application does not start with a
 * misspelt one; the component gets them when Camel makes it.
 */
public final class ComponentProperties implements ComponentCustomizer, BeanFactoryPostProcessor {

    private static final String ALL_COMPONENTS = "camel.component";
    private static final String CONFIGURATION = "configuration";
    /** As Spring has it in a map. */
    private static final Pattern LIST_ELEMENT = Pattern.compile("(.+)\\.(\\d+)");

    private static final Set<String> OF_THE_STARTER = Set.of("enabled", "customizer.enabled");

    private final String scheme;
    private final String prefix;
    private final Class<? extends Component> type;
    private final Environment environment;
    private final Map<String, String> values = new TreeMap<>();

    public ComponentProperties(String scheme, Class<? extends Component> type, Environment environment) {
        this.scheme = scheme;
        this.prefix = ALL_COMPONENTS + "." + scheme;
        this.type = type;
        this.environment = environment;
    }

    /**
     * Reads them.
     *
     * @throws ComponentPropertyException when a name is none of the component's options
     */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ComponentOptions options = ComponentOptions.of(scheme, type);
        Map<String, String> given = Binder.get(environment)
                .bind(prefix, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        given.forEach((name, value) -> {
            if (!OF_THE_STARTER.contains(name)) {
                values.put(option(options, name), value);
            }
        });
    }

    private String option(ComponentOptions options, String name) {
        Matcher element = LIST_ELEMENT.matcher(name);
        if (element.matches()) {
            throw new ComponentPropertyException(
                    property(element.group(1) + "[" + element.group(2) + "]") + " is in the form of a list",
                    "Write the values as one text, with commas between them: " + prefix + "." + element.group(1)
                            + "=one,two");
        }
        String nested = name.startsWith(CONFIGURATION + ".") ? CONFIGURATION + "." : "";
        String own = name.substring(nested.length());
        String option = options.named(own);
        if (option == null) {
            throw new ComponentPropertyException(
                    property(name) + " is no option of the component " + scheme,
                    "Did you mean " + prefix + "." + nested + options.nearest(own) + "?");
        }
        return nested + option;
    }

    /** With the place where it was written, as far as that is known. */
    private String property(String name) {
        return prefix + "." + name + Origins.of(environment, prefix + "." + name);
    }

    @Override
    public void configure(String name, Component target) {
        CamelContext context = target.getCamelContext();
        target.init();
        String bean = values.get(CONFIGURATION);
        if (bean != null) { // first, for the others go into it
            set(context, target, CONFIGURATION, bean);
        }
        values.forEach((option, value) -> {
            if (!option.equals(CONFIGURATION)) {
                set(context, target, option, value);
            }
        });
    }

    private void set(CamelContext context, Component target, String option, String value) {
        String property = prefix + "." + ComponentOptions.inKebabCase(option);
        try {
            PropertyBindingSupport.build()
                    .withConfigurer(target.getComponentPropertyConfigurer())
                    .withMandatory(true)
                    .bind(context, target, option, value);
        } catch (PropertyBindingException e) {
            // without the value: it may be a secret
            throw new ComponentPropertyException(
                    property + Origins.of(environment, property) + " has a value that the option does not take",
                    "Give it one of its type: the component's page says which",
                    e);
        }
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return type.isInstance(target)
                && HierarchicalPropertiesEvaluator.evaluate(
                        environment, ALL_COMPONENTS + ".customizer", prefix + ".customizer");
    }
}
