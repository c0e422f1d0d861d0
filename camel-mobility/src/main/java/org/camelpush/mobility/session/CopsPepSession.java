package org.camelpush.mobility.session;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.camelpush.cops.CopsConfiguration;
import org.camelpush.cops.CopsEndpoint;
import org.camelpush.cops.security.TlsMode;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.ServerAddress;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.policy.SessionProgress;

/**
 * A PEP of camel-cops: the consumer of the route, and the producers that share its connection. A PEP is on one connection, so the
 * old one is always left first; the PDP keeps the request states (RFC 2748 §2.5). One that is to be nowhere is offline, and so are
 * these producers.
 */
final class CopsPepSession implements MobileSession {

    private final RouteSession route;
    private final CopsEndpoint endpoint;
    private final Quiet quiet;
    private final Executor threads;

    CopsPepSession(RouteSession route, CopsEndpoint endpoint, Quiet quiet, Executor threads) {
        this.route = route;
        this.endpoint = endpoint;
        this.quiet = quiet;
        this.threads = threads;
        if (!route.profiles().all().isEmpty()) {
            throw new IllegalArgumentException("The PEP of route " + route.id()
                    + " has one PDP, whose request states go with it from bearer to bearer: use a"
                    + " MobilityRoutePolicy without profiles for it");
        }
        endpoint.goOffline();
    }

    private CopsConfiguration options() {
        return endpoint.getConfiguration();
    }

    @Override
    public String name() {
        return route.id();
    }

    @Override
    public String account() {
        return options().getPepId();
    }

    @Override
    public String protocol() {
        return "cops";
    }

    @Override
    public Optional<ServerAddress> server() {
        boolean tls = options().getTls() == TlsMode.IMPLICIT;
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
        int asked = endpoint.getPending();
        return asked == 0 ? SessionProgress.IDLE : new SessionProgress("request", 0, asked, 0);
    }

    /** What was asked is answered first. */
    @Override
    public CompletionStage<Void> prepare(MigrationMode mode, DrainMode drain, Duration timeout) {
        return quiet.when(() -> endpoint.getPending() == 0, timeout);
    }

    @Override
    public void stay() {
        // it has not stopped to work
    }

    @Override
    public void carrierLost(Bearer bearer) {
        endpoint.goOffline();
    }

    @Override
    public CompletionStage<Void> connect(Bearer bearer, MigrationMode mode, DrainMode drain, Duration drainTimeout) {
        if (bearer.address() == null) {
            return CompletableFuture.failedFuture(new MigrationException(
                    Result.COULD_NOT_CONNECT, bearer.id() + " has no address, and a PEP is bound by address", null));
        }
        return CompletableFuture.runAsync(() -> startOn(bearer), threads)
                .thenCompose(started -> endpoint.redial(bearer.address()))
                .exceptionallyCompose(CopsPepSession::failed);
    }

    private void startOn(Bearer bearer) {
        if (!route.isStarted()) {
            endpoint.redial(bearer.address());
            route.start();
        }
    }

    private static CompletionStage<Void> failed(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return CompletableFuture.failedFuture(
                new MigrationException(Result.COULD_NOT_CONNECT, cause.getMessage(), cause));
    }

    @Override
    public void discard() {
        endpoint.goOffline();
    }
}
