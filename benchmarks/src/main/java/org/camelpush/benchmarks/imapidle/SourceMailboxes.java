package org.camelpush.benchmarks.imapidle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.benchmarks.idle.IdleMailboxes;
import org.camelpush.benchmarks.idle.Security;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.MailboxAccount;
import org.camelpush.imapidle.MailboxSource;

/** Mailboxes of one endpoint, from a source that keeps them all in memory, as one that reads a file does. */
public final class SourceMailboxes implements IdleMailboxes {

    private static final String ROUTE = "mailboxes";

    private final Security security;
    private final Runnable arrived;
    private final CamelContext context = new DefaultCamelContext();
    private final List<MailboxAccount> accounts = new CopyOnWriteArrayList<>();
    private ImapIdleConsumer consumer;

    /** @param arrived called by the route for each mail */
    public SourceMailboxes(Security security, Runnable arrived) {
        this.security = security;
        this.arrived = arrived;
        context.getRegistry().bind("accounts", (MailboxSource) () -> accounts);
        context.start();
    }

    @Override
    public void add(int port, int count) throws Exception {
        int first = accounts.size();
        accounts.addAll(IntStream.range(first, first + count)
                .mapToObj(number -> MailboxAccount.of("user" + number)
                        .port(port)
                        .username("user" + number)
                        .password("secret-of-" + number))
                .toList());
        if (consumer == null) {
            start(port);
        } else {
            consumer.refreshMailboxes();
        }
    }

    private void start(int port) throws Exception {
        String uri = ImapIdleUris.of(port, security, "user") + "&mailboxes=#accounts";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(ROUTE).process(exchange -> arrived.run());
            }
        });
        consumer = (ImapIdleConsumer) context.getRoute(ROUTE).getConsumer();
    }

    @Override
    public void close() {
        context.stop();
    }
}
