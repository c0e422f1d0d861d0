package org.camelpush.cops;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
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

/** A policy decision point: each request becomes an exchange, whose reply decides. */
public class CopsConsumer extends DefaultConsumer implements PdpHost, ShutdownAware {

    private static final CopsDecision UNABLE = CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS));

    /** Exchanges under way and waiting for a thread. */
    private static final int MAX_RUNNING = 100_000;

    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean draining;
    private PdpServer server;

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
    }

    @Override
    protected void doStop() throws Exception {
        if (server != null) {
            server.close();
            server = null;
        }
        super.doStop();
    }

    /** The port this PDP listens on. */
    public int getPort() {
        return server.port();
    }

    /** Connections that there are now. */
    public int getSessions() {
        return server.sessions();
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
