package org.camelpush.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.ImapIdleEndpoint;

/** Consumers of one endpoint, without routes: the engine with the least of Camel around it. */
final class ConsumerMailboxes implements IdleMailboxes {

    private final CamelContext context = new DefaultCamelContext();
    private final ImapIdleEndpoint endpoint;
    private final Processor processor = exchange -> {};
    private final List<ImapIdleConsumer> consumers = new ArrayList<>();

    ConsumerMailboxes(int port) {
        context.start();
        endpoint = context.getEndpoint(RouteContestant.uri(port), ImapIdleEndpoint.class);
    }

    @Override
    public void add(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            ImapIdleConsumer consumer = (ImapIdleConsumer) endpoint.createConsumer(processor);
            consumers.add(consumer);
            ServiceHelper.startService(consumer);
        }
    }

    @Override
    public int idling() {
        return (int) consumers.stream()
                .filter(consumer -> consumer.getMailboxState().equals("IDLE"))
                .count();
    }

    @Override
    public void close() {
        ServiceHelper.stopService(consumers);
        context.stop();
    }
}
