package org.camelpush.cops;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.camelpush.cops.delivery.Reply;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.PdpHost;
import org.camelpush.cops.net.PdpServer;
import org.camelpush.cops.net.TrafficCounter;

/** A policy decision point: each request becomes an exchange, whose reply decides. */
@ManagedResource(description = "Managed COPS policy decision point")
public class CopsConsumer extends DefaultConsumer implements PdpHost, ShutdownAware, HealthCheckAware {

    private static final CopsDecision UNABLE = CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS));

    /** Exchanges under way and waiting for a thread. */
    private static final int MAX_RUNNING = 100_000;

    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean draining;
    private volatile PdpServer server;
    private volatile HealthCheck healthCheck;
    private Runnable meters;

    public CopsConsumer(CopsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public CopsEndpoint getEndpoint() {
        return (CopsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        draining = false;
        server = PdpServer.start(
                CopsOptions.pdp(getEndpoint().getConfiguration(), CopsSecurity.ofPdp(getEndpoint())),
                getEndpoint().getComponent().eventLoops(),
                this);
        show();
    }

    private void show() {
        CamelContext context = getEndpoint().getCamelContext();
        if (OptionalLibraries.MICROMETER && getRouteId() != null) {
            meters = MicrometerMeters.show(
                    context, server.traffic(), "sessions", this::getSessions, "routeId", getRouteId());
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (meters != null) {
            meters.run();
            meters = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
        super.doStop();
    }

    /** The port this PDP listens on. */
    @ManagedAttribute(description = "The port it listens on; 0 while it does not")
    public int getPort() {
        return read(PdpServer::port, 0);
    }

    /** Connections that there are now. */
    @ManagedAttribute(description = "How many connections there are")
    public int getSessions() {
        return read(PdpServer::sessions, 0);
    }

    private <T> T read(Function<PdpServer, T> figure, T otherwise) {
        PdpServer present = server;
        return present == null ? otherwise : figure.apply(present);
    }

    private long count(TrafficCounter counter) {
        return read(present -> present.traffic().of(counter), 0L);
    }

    @ManagedAttribute(description = "Whether it listens")
    public boolean isListening() {
        return read(PdpServer::isListening, false);
    }

    @ManagedAttribute(description = "In words, whether it listens and who is connected")
    public String getStatusMessage() {
        return isListening()
                ? "Listens on " + getEndpoint().getServiceUrl() + ", with " + getSessions() + " connections"
                : "Does not listen on " + getEndpoint().getServiceUrl() + "; is the route started?";
    }

    @ManagedAttribute(description = "Messages received since the start")
    public long getMessagesReceived() {
        return count(TrafficCounter.IN_PKTS);
    }

    @ManagedAttribute(description = "Messages sent since the start")
    public long getMessagesSent() {
        return count(TrafficCounter.OUT_PKTS);
    }

    @ManagedAttribute(description = "Messages that were malformed or not secure since the start")
    public long getErrors() {
        return count(TrafficCounter.IN_ERRS);
    }

    @ManagedAttribute(description = "Messages that could not be authenticated since the start")
    public long getAuthenticationFailures() {
        return count(TrafficCounter.ERR_AUTH_FAILURES);
    }

    @ManagedAttribute(description = "Messages without the security that is required since the start")
    public long getAuthenticationMissing() {
        return count(TrafficCounter.ERR_AUTH_MISSING);
    }

    @ManagedOperation(description = "A line for each connection: who, from where, with what")
    public String sessions() {
        return String.join("\n", sessionLines());
    }

    @ManagedOperation(description = "Closes the connections of this PEP, and says how many; it may connect again")
    public int closeSessions(String pepId) {
        return read(present -> present.closeSessions(pepId), 0);
    }

    List<String> sessionLines() {
        return read(PdpStatus::sessions, List.of());
    }

    Map<String, Long> counters() {
        return read(PdpStatus::counters, Map.of());
    }

    /** Made when it is asked for: whoever asks has camel-health. */
    @Override
    public HealthCheck getHealthCheck() {
        if (healthCheck == null && getRouteId() != null) {
            CopsConsumerHealthCheck made = new CopsConsumerHealthCheck(this, getRouteId());
            made.setEnabled(getEndpoint().getComponent().isHealthCheckConsumerEnabled());
            healthCheck = made;
        }
        return healthCheck;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
    }

    /** Camel waits then for the exchanges under way, before it stops this consumer. What is asked meanwhile is refused. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        draining = true;
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return running.get();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // all is done in deferShutdown and doStop
    }

    @Override
    public void decide(PepId pepId, SocketAddress peer, RequestMessage request, Consumer<CopsDecision> answer) {
        if (draining || running.get() >= MAX_RUNNING) {
            answer.accept(UNABLE);
            return;
        }
        running.incrementAndGet();
        PendingDecision pending = new PendingDecision(answer);
        Duration timeout = Duration.ofMillis(getEndpoint().getConfiguration().getRequestTimeout());
        pending.deadline(getEndpoint().getComponent().eventLoops().after(timeout, () -> late(pending, request)));
        onRouteThread(() -> run(pepId, peer, request, pending));
    }

    private void late(PendingDecision pending, RequestMessage request) {
        if (pending.decided(UNABLE)) {
            onRouteThread(() -> handle(
                    request,
                    new CopsException(
                            CopsException.Kind.TIMEOUT, null, "The route has not decided within requestTimeout")));
        }
    }

    private void onRouteThread(Runnable task) {
        try {
            getEndpoint().getComponent().routes().execute(task);
        } catch (RejectedExecutionException stopped) {
            // the component is stopped, and its connections with it
        }
    }

    private void run(PepId pepId, SocketAddress peer, RequestMessage request, PendingDecision pending) {
        Exchange exchange = exchange(pepId, peer, request);
        try {
            getAsyncProcessor().process(exchange, doneSync -> finish(exchange, request, pending));
        } catch (RuntimeException unexpected) {
            exchange.setException(unexpected);
            finish(exchange, request, pending);
        }
    }

    private Exchange exchange(PepId pepId, SocketAddress peer, RequestMessage request) {
        Exchange exchange = createExchange(false);
        exchange.getIn().setBody(request);
        exchange.getIn().setHeader(CopsConstants.CLIENT_TYPE, request.clientType());
        exchange.getIn()
                .setHeader(CopsConstants.HANDLE, request.handle().value().toHex());
        exchange.getIn().setHeader(CopsConstants.REQUEST_TYPE, request.context().requestType());
        exchange.getIn().setHeader(CopsConstants.MESSAGE_TYPE, request.context().messageType());
        exchange.getIn().setHeader(CopsConstants.PEP_ID, pepId.value());
        exchange.getIn().setHeader(CopsConstants.REMOTE_ADDRESS, peer.toString().replaceFirst("^/", ""));
        return exchange;
    }

    /** RFC 2748 §3.2: whatever becomes of the exchange, there is a decision. */
    private void finish(Exchange exchange, RequestMessage request, PendingDecision pending) {
        CopsDecision decision = UNABLE;
        Throwable failure = exchange.getException();
        if (failure == null) {
            try {
                decision = Reply.decision(exchange, CopsConstants.DECISION, request);
                decision.answering(request); // what does not fit into a message must fail here
            } catch (RuntimeException undecided) {
                decision = UNABLE;
                failure = undecided;
            }
        }
        boolean inTime = pending.decided(decision);
        if (failure != null && inTime) {
            handle(request, failure);
        }
        running.decrementAndGet();
        releaseExchange(exchange, false);
    }

    private void handle(RequestMessage request, Throwable failure) {
        getExceptionHandler()
                .handleException("The request with handle " + request.handle() + " is answered with an error", failure);
    }
}
