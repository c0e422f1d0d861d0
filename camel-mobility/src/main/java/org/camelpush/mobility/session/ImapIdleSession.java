package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;

import org.apache.camel.spi.ManagementStrategy;
import org.camelpush.imapidle.ImapIdleConfiguration;
import org.camelpush.imapidle.ImapIdleConsumer;
import org.camelpush.imapidle.ImapIdleEndpoint;
import org.camelpush.imapidle.ImapIdleEvent;
import org.camelpush.imapidle.ImapIdleException;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.session.Profile;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.policy.SessionProgress;

/**
 * A consumer of camel-imap-idle. Its engine makes the second connection, catches up, cuts over and retires the old one in
 * one move, so that nothing is left to do for those steps here. A consumer that is to be nowhere keeps what it knows of its
 * mails, and connects by no network.
 */
final class ImapIdleSession implements MobileSession {

    private final RouteSession route;
    private final ImapIdleEndpoint endpoint;
    private final Quiet quiet;
    private final Executor threads;
    private final ImapIdleSessionProfiles profiles;
    /** What the connection that delivers is bound to. */
    private volatile Binding on = Binding.NOWHERE;
    /** The move under way, or the last one. */
    private volatile CompletableFuture<Void> moving = CompletableFuture.completedFuture(null);
    /** Grows with each thing that is wanted of it: what was wanted before is not done any more. */
    private final AtomicLong wanted = new AtomicLong();
    /** For the first start, which takes a while, and for what is wanted meanwhile. */
    private final Object starting = new Object();

    ImapIdleSession(RouteSession route, ImapIdleEndpoint endpoint, Quiet quiet, Executor threads) {
        this.route = route;
        this.endpoint = endpoint;
        this.quiet = quiet;
        this.threads = threads;
        profiles = new ImapIdleSessionProfiles(options(), isTls(), route.profiles());
        endpoint.bind(Binding.NOWHERE);
    }

    private boolean isTls() {
        return endpoint.getEndpointUri().startsWith("imaps");
    }

    private ImapIdleConsumer consumer() {
        return (ImapIdleConsumer) route.route().getConsumer();
    }

    private long inFlight() {
        return route.isStarted() ? consumer().getInFlight() : 0;
    }

    private ImapIdleConfiguration options() {
        return endpoint.getConfiguration();
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
        return "imap";
    }

    @Override
    public Optional<ServerAddress> server() {
        return Optional.of(
                new ServerAddress(protocol(), options().getHost(), options().getPort(), tls(isTls())));
    }

    @Override
    public Optional<ServerAddress> server(Bearer bearer) {
        Profile.Server other = profiles.of(bearer).server();
        return other == null
                ? server()
                : Optional.of(new ServerAddress(
                        protocol(), other.host(), other.port(), tls(other.security() == Profile.Security.TLS)));
    }

    private SSLContext tls(boolean fromTheFirstOctet) {
        return fromTheFirstOctet
                ? Tls.context(endpoint.getCamelContext(), options().getSslContextParameters())
                : null;
    }

    @Override
    public Set<MigrationMode> modes() {
        return Set.of(MigrationMode.MAKE_BEFORE_BREAK, MigrationMode.BREAK_BEFORE_MAKE);
    }

    @Override
    public SessionProgress progress() {
        long mails = inFlight();
        return mails == 0 ? SessionProgress.IDLE : new SessionProgress("deliver", 0, mails, 0);
    }

    /** Mails in the route are not disturbed by a move: only who wants all of them done waits for that. */
    @Override
    public CompletionStage<Void> prepare(MigrationMode mode, DrainMode drain, Duration timeout) {
        return drain == DrainMode.COMPLETE_CURRENT
                ? quiet.when(() -> inFlight() == 0, timeout)
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public void stay() {
        // it has not stopped to work
    }

    /** Where a move is under way, its connection takes the place of the lost one by itself. */
    @Override
    public void carrierLost(Bearer bearer) {
        on = Binding.NOWHERE;
        if (moving.isDone()) {
            wanted.incrementAndGet();
            leave();
        }
    }

    private void leave() {
        if (consumer() != null) {
            consumer().bind(Binding.NOWHERE);
        }
        if (route.isStarted()) {
            consumer().move(Binding.NOWHERE, MoveMode.BREAK_BEFORE_MAKE, Duration.ZERO);
        }
    }

    @Override
    public CompletionStage<Void> connect(Bearer bearer, MigrationMode mode, DrainMode drain, Duration drainTimeout) {
        boolean device = route.binding().device(bearer);
        Binding binding = new Binding(
                device ? bearer.networkInterface() : null, device ? null : bearer.address(), profiles.of(bearer));
        MoveMode order =
                mode == MigrationMode.MAKE_BEFORE_BREAK ? MoveMode.MAKE_BEFORE_BREAK : MoveMode.BREAK_BEFORE_MAKE;
        Duration patience = drain == DrainMode.IMMEDIATE ? Duration.ZERO : drainTimeout;
        long mine = wanted.incrementAndGet();
        // only a start takes a moment
        Executor where = route.isStarted() ? Runnable::run : threads;
        CompletableFuture<Void> move = CompletableFuture.supplyAsync(
                        () -> startAndMove(mine, binding, order, patience), where)
                .thenCompose(moved -> moved)
                .thenRun(() -> on = binding);
        moving = move;
        return move.exceptionallyCompose(ImapIdleSession::failed);
    }

    private CompletionStage<Void> startAndMove(long mine, Binding binding, MoveMode order, Duration patience) {
        synchronized (starting) {
            if (wanted.get() != mine) {
                return CompletableFuture.failedFuture(new IllegalStateException("something else was wanted meanwhile"));
            }
            consumer().bind(binding);
            if (!route.isStarted()) {
                route.start();
            }
            CompletionStage<Void> move = consumer().move(binding, order, patience);
            if (wanted.get() != mine) {
                goBack();
            }
            return move;
        }
    }

    private static CompletionStage<Void> failed(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return CompletableFuture.failedFuture(new MigrationException(result(cause), cause.getMessage(), cause));
    }

    private static Result result(Throwable cause) {
        if (!(cause instanceof ImapIdleException told) || told.getKind() == null) {
            return Result.MOBILITY_ERROR;
        }
        return switch (told.getKind()) {
            case NETWORK, SECURITY, SILENCE, BYE -> Result.COULD_NOT_CONNECT;
            case AUTHENTICATION, TOKEN -> Result.AUTH_REFUSED;
            case LIMIT -> Result.LIMIT_REACHED;
            case FOLDER, PROTOCOL, POSITION -> Result.MOBILITY_ERROR;
        };
    }

    @Override
    public Runnable onDeadPath(Consumer<String> listener) {
        ImapIdleSessionLosses losses = new ImapIdleSessionLosses(lost -> {
            if (isMine(lost)) {
                listener.accept(lost.getReason());
            }
        });
        ManagementStrategy notifiers = endpoint.getCamelContext().getManagementStrategy();
        notifiers.addEventNotifier(losses);
        return () -> notifiers.removeEventNotifier(losses);
    }

    private boolean isMine(ImapIdleEvent event) {
        return name().equals(event.getRouteId()) && moving.isDone() && !on.isNowhere();
    }

    @Override
    public void discard() {
        wanted.incrementAndGet();
        goBack();
    }

    /**
     * A move that is under way is replaced by one to where the session is; so is one that has failed after the old connection was
     * left, for lack of room for two, or after some of several mailboxes had moved.
     */
    private void goBack() {
        Binding back = on;
        if (back.isNowhere()) {
            leave();
        } else if (!moving.isDone() || isElsewhere()) {
            consumer().move(back, MoveMode.MAKE_BEFORE_BREAK, Duration.ZERO);
        }
    }

    private boolean isElsewhere() {
        return consumer().getMailboxes() > 1 || consumer().getWatchedMailboxes() == 0;
    }
}
