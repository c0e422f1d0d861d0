package org.camelpush.benchmarks.imapidle;

import java.util.ArrayList;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.camelpush.benchmarks.idle.IdleMailboxes;
import org.camelpush.benchmarks.idle.Security;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.ImapIdleEndpoint;

/** Consumers of one endpoint, without routes: the engine with the least of Camel around it. */
public final class ConsumerMailboxes implements IdleMailboxes {

    private final Security security;
    private final CamelContext context = new DefaultCamelContext();
    private final Processor processor = exchange -> {};
    private final List<ImapIdleConsumer> consumers = new ArrayList<>();

    public ConsumerMailboxes(Security security) {
        this.security = security;
        context.start();
    }

    @Override
    public void add(int port, int count) throws Exception {
        ImapIdleEndpoint endpoint =
                context.getEndpoint(ImapIdleUris.of(port, security, "user"), ImapIdleEndpoint.class);
        for (int i = 0; i < count; i++) {
            ImapIdleConsumer consumer = (ImapIdleConsumer) endpoint.createConsumer(processor);
            consumers.add(consumer);
            ServiceHelper.startService(consumer);
        }
    }

    @Override
    public void close() {
        ServiceHelper.stopService(consumers);
        context.stop();
    }
}
