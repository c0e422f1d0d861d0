package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailConsumer;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.SessionProgress;

/**
 * A polling consumer of camel-mail, IMAP or POP3. POP3 locks its mailbox and IMAP's folder belongs to the consumer, so
 * that the old connection is always left first: the consumer is stopped, which says goodbye and with POP3 makes the server
 * delete what was processed, and started on the next bearer.
 */
final class MailConsumerSession implements MobileSession {

    private final RouteSession route;
    private final MailEndpoint endpoint;
    private final BearerSocketFactory sockets = new BearerSocketFactory();
    private final Quiet quiet;
    private final Executor threads;
    /** Starts and stops of the consumer, one after the other. */
    private CompletableFuture<Void> steps = CompletableFuture.completedFuture(null);

    MailConsumerSession(RouteSession route, MailEndpoint endpoint, Quiet quiet, Executor threads) {
        this.route = route;
        this.endpoint = endpoint;
        this.quiet = quiet;
        this.threads = threads;
        Properties all = new Properties();
        Properties given = options().getAdditionalJavaMailProperties();
        if (given != null) {
            all.putAll(given);
        }
        all.putAll(MailProperties.of(
                options().getProtocol(),
                sockets,
                options().isSecureProtocol() ? server().orElseThrow().tls() : null));
        options().setAdditionalJavaMailProperties(all);
    }

    private MailConfiguration options() {
        return endpoint.getConfiguration();
    }

    private MailConsumer consumer() {
        return (MailConsumer) route.route().getConsumer();
    }

    @Override
    public String name() {
        return route.id();
    }

    @Override
    public String account() {
        return options().getUsername();
    }

    @Override
    public String protocol() {
        return options().getProtocol().startsWith("pop3") ? "pop3" : "imap";
    }

    @Override
    public Optional<ServerAddress> server() {
        boolean tls = options().isSecureProtocol();
        return Optional.of(new ServerAddress(
                protocol(),
                options().getHost(),
                options().getPort(),
                tls ? Tls.context(endpoint.getCamelContext(), options().getSslContextParameters()) : null));
    }

    @Override
    public Set<MigrationMode> modes() {
        return Set.of(MigrationMode.BREAK_BEFORE_MAKE);
    }

    @Override
    public SessionProgress progress() {
        return isPolling() ? new SessionProgress("fetch", 0, 0, 0) : SessionProgress.IDLE;
    }

    private boolean isPolling() {
        MailConsumer consumer = consumer();
        return consumer != null && consumer.isPolling();
    }

    /** Who is told to complete the current task only ends its batch after the mail it is at; that must be taken back later. */
    @Override
    public CompletionStage<Void> prepare(MigrationMode mode, DrainMode drain, Duration timeout) {
        CompletionStage<Void> atEnd = drain == DrainMode.COMPLETE_CURRENT
                ? quiet.when(() -> !isPolling(), timeout)
                : CompletableFuture.completedFuture(null);
        return atEnd.thenCompose(done -> {
                    consumer().deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly);
                    consumer().suspend();
                    return quiet.when(() -> !isPolling(), timeout);
                })
                .thenCompose(done -> step(() -> ServiceHelper.stopService(consumer())));
    }

    @Override
    public void stay() {
        step(this::startConsumer);
    }

    private void startConsumer() {
        consumer().deferShutdown(ShutdownRunningTask.CompleteAllTasks);
        if (consumer().isSuspended()) {
            consumer().resume();
        } else {
            ServiceHelper.startService(consumer());
        }
    }

    @Override
    public void carrierLost(Bearer bearer) {
        sockets.use(null);
        sockets.abort(bearer);
        if (consumer() != null) {
            step(() -> ServiceHelper.stopService(consumer()));
        }
    }

    @Override
    public CompletionStage<Void> connect(Bearer bearer, MigrationMode mode, DrainMode drain, Duration drainTimeout) {
        return step(() -> {
            sockets.use(bearer);
            if (route.isStarted()) {
                startConsumer();
            } else {
                route.start();
            }
        });
    }

    private synchronized CompletionStage<Void> step(Runnable task) {
        steps = steps.handle((done, failure) -> null).thenRunAsync(task, threads);
        return steps;
    }

    @Override
    public void discard() {
        Bearer tried = sockets.bearer();
        if (tried != null) {
            carrierLost(tried);
        }
    }
}
