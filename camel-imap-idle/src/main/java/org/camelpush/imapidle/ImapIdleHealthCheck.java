package org.camelpush.imapidle;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Readiness of a consumer: up while its folder is open and the server was heard not too long ago. Of many mailboxes one
 * is enough: see docs/adr/0012-one-watched-mailbox-of-many-is-ready.md.
 */
public class ImapIdleHealthCheck extends AbstractHealthCheck {

    private final ImapIdleConsumer consumer;
    private final String routeId;

    public ImapIdleHealthCheck(ImapIdleConsumer consumer, String routeId) {
        super("camel", "consumer:imap-idle-" + routeId);
        this.consumer = consumer;
        this.routeId = routeId;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        FleetStatus status = consumer.status();
        if (status == null) {
            builder.unknown().message("The consumer is stopped");
            return;
        }
        builder.detail("route.id", routeId);
        status.details().forEach(builder::detail);
        builder.message(status.message());
        if (status.isReady()) {
            builder.up();
        } else {
            builder.down();
        }
    }
}
