package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLContext;

import org.apache.camel.Exchange;
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

    /** The manager gives up sooner. */
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(10);

    private final RouteSession route;
    private final MailEndpoint endpoint;
    private final BearerSocketFactory sockets = new BearerSocketFactory();
    private final MailLedger ledger = new MailLedger();
    private final MailSessionProfiles profiles;
    private final Quiet quiet;
    private final Executor threads;
    /** Starts and stops of the consumer, one after the other. */
    private CompletableFuture<Void> steps = CompletableFuture.completedFuture(null);
    /** Where it is to be, or null; whoever waited for something else meanwhile does not do it. */
    private volatile Bearer wanted;

    MailConsumerSession(RouteSession route, MailEndpoint endpoint, Quiet quiet, Executor threads) {
        this.route = route;
        this.endpoint = endpoint;
        this.quiet = quiet;
        this.threads = threads;
        profiles = new MailSessionProfiles(options(), route.profiles());
        Properties all = new Properties();
        Properties given = options().getAdditionalJavaMailProperties();
        if (given != null) {
            all.putAll(given);
        }
        all.putAll(MailProperties.of(options().getProtocol(), sockets, tls()));
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
        return Optional.of(profiles.server(protocol(), tls()));
    }

    @Override
    public Optional<ServerAddress> server(Bearer bearer) {
        return Optional.of(profiles.server(protocol(), bearer, tls()));
    }

    private SSLContext tls() {
        return options().isSecureProtocol()
                ? Tls.context(endpoint.getCamelContext(), options().getSslContextParameters())
                : null;
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
                    endBatch();
                    return quiet.when(() -> !isPolling(), timeout);
                })
                .thenCompose(done -> step(this::stopConsumer));
    }

    /** One that is only being started is left alone: Camel does not finish that any more once it has been suspended. */
    private void endBatch() {
        if (!consumer().isStarted()) {
            return;
        }
        consumer().deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly);
        consumer().suspend();
    }

    /** One that was never begun is left alone as well: Camel would not build it any more. */
    private void stopConsumer() {
        if (!consumer().isNew()) {
            ServiceHelper.stopService(consumer());
        }
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
        wanted = null;
        sockets.use(null);
        sockets.abort(bearer);
        if (consumer() != null) {
            // a consumer that is stopped interrupts the mail that is in the route
            endBatch();
            afterBatch(this::stopConsumer);
        }
    }

    /**
     * Begins when the batch of the connection before is over: camel-mail would read the mail that is in the route again, and
     * acknowledge what it has read before by this connection.
     */
    @Override
    public CompletionStage<Void> connect(Bearer bearer, MigrationMode mode, DrainMode drain, Duration drainTimeout) {
        wanted = bearer;
        return afterBatch(() -> start(bearer));
    }

    private void start(Bearer bearer) {
        if (wanted != bearer) {
            throw new IllegalStateException("something else was wanted before the mail in the route was done");
        }
        sockets.use(bearer);
        profiles.apply(bearer);
        if (route.isStarted()) {
            startConsumer();
        } else {
            route.start();
        }
    }

    private synchronized CompletionStage<Void> afterBatch(Runnable task) {
        steps = steps.handle((done, failure) -> null)
                .thenCompose(before -> quiet.when(() -> !isPolling(), LONGEST_BATCH))
                .thenRunAsync(task, threads);
        return steps;
    }

    private synchronized CompletionStage<Void> step(Runnable task) {
        steps = steps.handle((done, failure) -> null).thenRunAsync(task, threads);
        return steps;
    }

    /** Who wants mails again and again gets them so. */
    @Override
    public void began(Exchange exchange) {
        if (options().isDelete() || options().isUnseen() && protocol().equals("imap")) {
            ledger.began(exchange, options().isDelete());
        }
    }

    @Override
    public void discard() {
        wanted = null;
        Bearer tried = sockets.bearer();
        if (tried != null) {
            carrierLost(tried);
        }
    }
}
