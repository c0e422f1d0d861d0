package org.camelpush.cops;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of a PEP that listens: up while its client type is open at the PDP. */
public class CopsPepConsumerHealthCheck extends AbstractHealthCheck {

    private final CopsPepConsumer consumer;
    private final String routeId;

    public CopsPepConsumerHealthCheck(CopsPepConsumer consumer, String routeId) {
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
        if (consumer.isOpen()) {
            builder.up();
        } else {
            builder.down();
        }
    }
}
