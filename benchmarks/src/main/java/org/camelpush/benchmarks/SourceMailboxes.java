package org.camelpush.benchmarks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.ImapIdleEndpoint;
import org.camelpush.imapidle.MailboxAccount;
import org.camelpush.imapidle.MailboxSource;

/** Mailboxes of one endpoint, from a source that keeps them all in memory, as one that reads a file does. */
final class SourceMailboxes implements IdleMailboxes {

    private final CamelContext context = new DefaultCamelContext();
    private final List<MailboxAccount> accounts = new CopyOnWriteArrayList<>();
    private final ImapIdleConsumer consumer;

    SourceMailboxes(int port) throws Exception {
        context.getRegistry().bind("accounts", (MailboxSource) () -> accounts);
        context.start();
        consumer = (ImapIdleConsumer)
                context.getEndpoint(RouteContestant.uri(port) + "&mailboxes=#accounts", ImapIdleEndpoint.class)
                        .createConsumer(exchange -> {});
        ServiceHelper.startService(consumer);
    }

    @Override
    public void add(int count) {
        int first = accounts.size();
        accounts.addAll(IntStream.range(first, first + count)
                .mapToObj(number -> MailboxAccount.of("user" + number + "@example.com")
                        .username("user" + number + "@example.com")
                        .password("secret-of-" + number))
                .toList());
        consumer.refreshMailboxes();
    }

    @Override
    public int idling() {
        boolean all = consumer.getMailboxState().equals("IDLE") && consumer.getMailboxes() == accounts.size();
        return all ? accounts.size() : 0;
    }

    @Override
    public void close() {
        ServiceHelper.stopService(consumer);
        context.stop();
    }
}
