package org.camelpush.mobility;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.service.ServiceHelper;

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

    /** The bean of that name, or else one with the usual options. */
    Mobility hub(String name) {
        Mobility bean = getCamelContext().getRegistry().lookupByNameAndType(name, Mobility.class);
        Mobility hub = bean != null ? bean : made.computeIfAbsent(name, missing -> new Mobility());
        hub.setCamelContext(getCamelContext());
        return hub;
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(made.values());
        super.doStop();
    }
}
