package org.camelpush.mobility;

import java.util.Map;

import javax.management.JMException;
import javax.management.ObjectName;

import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ManagementAgent;

/** Shows a hub by JMX, under {@code type=mobility} and its name. */
final class HubBean {

    private final ManagementAgent agent;
    private final ObjectName name;

    private HubBean(ManagementAgent agent, ObjectName name) {
        this.agent = agent;
        this.name = name;
    }

    /** Null where the context has no JMX. */
    static HubBean show(Mobility hub) {
        CamelContext context = hub.getCamelContext();
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return null;
        }
        try {
            ObjectName name = new ObjectName(agent.getMBeanObjectDomainName() + ":context="
                    + context.getManagementName() + ",type=mobility,name=" + ObjectName.quote(nameOf(hub, context)));
            agent.register(hub, name);
            return new HubBean(agent, name);
        } catch (JMException failure) {
            throw RuntimeCamelException.wrapRuntimeCamelException(failure);
        }
    }

    /** That of the bean, which is the name in {@code mobility:name}. */
    static String nameOf(Mobility hub, CamelContext context) {
        return context.getRegistry().findByTypeWithName(Mobility.class).entrySet().stream()
                .filter(entry -> entry.getValue() == hub)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(hub.madeAs());
    }

    void hide() {
        try {
            agent.unregister(name);
        } catch (JMException failure) {
            throw RuntimeCamelException.wrapRuntimeCamelException(failure);
        }
    }
}
