package org.camelpush.cops;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of a PEP: up while its client type is open at the PDP. */
public class CopsProducerHealthCheck extends AbstractHealthCheck {

    private final CopsProducer producer;

    public CopsProducerHealthCheck(CopsProducer producer) {
        super("camel", "producer:cops-" + producer.name());
        this.producer = producer;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("endpoint", producer.getEndpoint().getEndpointUri());
        builder.message(producer.getStatusMessage());
        if (producer.isOpen()) {
            builder.up();
        } else {
            builder.down();
        }
    }
}
