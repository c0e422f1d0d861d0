package org.camelpush.cops;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of a PDP: up while it listens. How many PEPs there are is no matter. */
public class CopsConsumerHealthCheck extends AbstractHealthCheck {

    private final CopsConsumer consumer;
    private final String routeId;

    public CopsConsumerHealthCheck(CopsConsumer consumer, String routeId) {
        super("camel", "consumer:cops-" + routeId);
        this.consumer = consumer;
        this.routeId = routeId;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("route.id", routeId);
        builder.message(consumer.getStatusMessage());
        if (consumer.isListening()) {
            builder.detail("sessions", consumer.getSessions()).up();
        } else {
            builder.down();
        }
    }
}
