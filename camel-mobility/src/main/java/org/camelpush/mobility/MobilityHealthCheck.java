package org.camelpush.mobility;

import java.util.Map;

import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.camelpush.mobility.manager.ManagerSnapshot;

/** Readiness of a hub: down while a session has no bearer that may be used. */
public class MobilityHealthCheck extends AbstractHealthCheck {

    private final Mobility hub;

    MobilityHealthCheck(Mobility hub) {
        super("camel", id(hub));
        this.hub = hub;
    }

    private static String id(Mobility hub) {
        return "mobility-" + HubBean.nameOf(hub, hub.getCamelContext());
    }

    static void register(Mobility hub) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(hub.getCamelContext());
        if (registry != null) {
            registry.register(new MobilityHealthCheck(hub));
        }
    }

    static void unregister(Mobility hub) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(hub.getCamelContext());
        if (registry != null) {
            registry.getCheck(id(hub)).ifPresent(registry::unregister);
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        HubStatus status = hub.status();
        for (ManagerSnapshot each : status.sessions()) {
            builder.detail("session." + each.session(), each.state() + ": " + each.why());
        }
        for (int i = 0; i < status.findings().size(); i++) {
            builder.detail("finding." + i, status.findings().get(i));
        }
        if (status.isReady()) {
            builder.up();
        } else {
            builder.message("A session has no bearer that may be used").down();
        }
    }
}
