package org.camelpush.mobility;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Finds the hubs that endpoints name, and makes those that nobody has configured. */
@Component("mobility")
public class MobilityComponent extends DefaultComponent {

    /** The hub of who names none. */
    static final String DEFAULT_HUB = "default";

    private final Map<String, Mobility> made = new ConcurrentHashMap<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        MobilityEndpoint endpoint = new MobilityEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Camel's own message says neither what may have been meant nor which option it is without its value. */
    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        NearestName.refuse(parameters.keySet(), new MobilityEndpointUriFactory().propertyNames());
    }

    /** The bean of that name, or else one with the usual options. */
    Mobility hub(String name) {
        Mobility bean = getCamelContext().getRegistry().lookupByNameAndType(name, Mobility.class);
        Mobility hub = bean != null ? bean : made.computeIfAbsent(name, MobilityComponent::make);
        hub.setCamelContext(getCamelContext());
        return hub;
    }

    /** The one that a bean was given, or else that of who names none. */
    static Mobility hub(CamelContext context, Mobility given) {
        Mobility hub = given == null
                ? context.getComponent("mobility", MobilityComponent.class).hub(DEFAULT_HUB)
                : given;
        hub.setCamelContext(context);
        return hub;
    }

    private static Mobility make(String name) {
        Mobility hub = new Mobility();
        hub.madeAs(name);
        return hub;
    }

    /** Those that were made, and those of the registry. */
    static Set<Mobility> hubs(CamelContext context) {
        Set<Mobility> hubs = new LinkedHashSet<>(context.getRegistry().findByType(Mobility.class));
        if (context.hasComponent("mobility") instanceof MobilityComponent component) {
            hubs.addAll(component.made.values());
        }
        return hubs;
    }
}
