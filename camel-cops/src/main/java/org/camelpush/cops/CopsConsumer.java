package org.camelpush.cops;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.camelpush.cops.delivery.Reply;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.PdpHost;
import org.camelpush.cops.net.PdpServer;
import org.camelpush.cops.session.PdpNotice;

/** A policy decision point: each request becomes an exchange, whose reply decides. */
public class CopsConsumer extends DefaultConsumer implements PdpHost, ShutdownAware, Suspendable {

    private static final CopsDecision UNABLE = CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS));

    static final String REQUEST = "request";

    /** Exchanges under way and waiting for a thread. */
    private static final int MAX_RUNNING = 100_000;

    private final AtomicInteger running = new AtomicInteger();
    private final Set<String> events;
    private volatile boolean draining;
    private ClientTypes types;
    private volatile PdpServer server;

    public CopsConsumer(CopsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        events = CopsOptions.pdpEvents(endpoint.getConfiguration());
    }

    @Override
    public CopsEndpoint getEndpoint() {
        return (CopsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        listen();
    }

    private void listen() throws Exception {
        CopsConfiguration options = getEndpoint().getConfiguration();
        draining = false;
        types = ClientTypes.of(getEndpoint().getCamelContext());
        server = getEndpoint()
                .getComponent()
                .pdps()
                .enter(CopsOptions.pdp(options), CopsOptions.clientTypes(options), this);
    }

    @Override
    protected void doStop() throws Exception {
        leave(ErrorCode.SHUTTING_DOWN);
        super.doStop();
    }

    /** RFC 2748 §3.8: the PEPs are told, and where they are to go instead, if that is configured. */
    @Override
    protected void doSuspend() throws Exception {
        boolean elsewhere = getEndpoint().getConfiguration().getRedirectTo() != null;
        leave(elsewhere ? ErrorCode.REDIRECT_TO_PREFERRED_SERVER : ErrorCode.SHUTTING_DOWN);
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        listen();
    }

    private void leave(ErrorCode error) {
        if (server != null) {
            getEndpoint().getComponent().pdps().leave(server, this, CopsError.of(error));
            server = null;
        }
    }

    /** The port this PDP listens on; 0 while it is suspended. */
    public int getPort() {
        PdpServer listening = server;
        return listening == null ? 0 : listening.port();
    }

    /** Connections that there are now to that port, whichever consumer they are for. */
    public int getSessions() {
        PdpServer listening = server;
        return listening == null ? 0 : listening.sessions();
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
        CopsClientType type = types.get(request.clientType());
        Exchange exchange = exchange(pepId, peer, request);
        try {
            Object given = type.request(request);
            exchange.getIn().setBody(given);
            getAsyncProcessor().process(exchange, doneSync -> finish(exchange, request, type, given, pending));
        } catch (RuntimeException unexpected) {
            exchange.setException(unexpected);
            finish(exchange, request, type, null, pending);
        }
    }

    private Exchange exchange(PepId pepId, SocketAddress peer, RequestMessage request) {
        Exchange exchange = exchange(REQUEST, pepId, peer, request.clientType(), request.handle(), request);
        exchange.getIn().setHeader(CopsConstants.REQUEST_TYPE, request.context().requestType());
        exchange.getIn().setHeader(CopsConstants.MESSAGE_TYPE, request.context().messageType());
        return exchange;
    }

    private Exchange exchange(
            String event, PepId pepId, SocketAddress peer, int clientType, Handle handle, Object body) {
        Exchange exchange = createExchange(false);
        Message message = exchange.getIn();
        message.setBody(body);
        message.setHeader(CopsConstants.EVENT, event);
        message.setHeader(CopsConstants.CLIENT_TYPE, clientType);
        message.setHeader(CopsConstants.PEP_ID, pepId.value());
        if (handle != null) {
            message.setHeader(CopsConstants.HANDLE, Handles.text(handle));
        }
        if (peer != null) {
            message.setHeader(CopsConstants.REMOTE_ADDRESS, peer.toString().replaceFirst("^/", ""));
        }
        return exchange;
    }

    @Override
    public boolean tell(SocketAddress peer, PdpNotice notice, Runnable taken) {
        boolean wanted = events.contains(notice.event());
        if (wanted) {
            running.incrementAndGet();
            onRouteThread(() -> run(peer, notice, taken));
        }
        return wanted;
    }

    private void run(SocketAddress peer, PdpNotice notice, Runnable taken) {
        Exchange exchange =
                exchange(notice.event(), notice.pepId(), peer, notice.clientType(), notice.handle(), notice.body());
        exchange.setPattern(ExchangePattern.InOnly);
        if (notice.body() instanceof ReportMessage report) {
            exchange.getIn().setHeader(CopsConstants.REPORT_TYPE, report.type());
        }
        getAsyncProcessor().process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                getExceptionHandler()
                        .handleException("The event " + notice.event() + " failed", exchange, exchange.getException());
            }
            taken.run();
            running.decrementAndGet();
            releaseExchange(exchange, false);
        });
    }

    /** RFC 2748 §3.2: whatever becomes of the exchange, there is a decision. */
    private void finish(
            Exchange exchange, RequestMessage request, CopsClientType type, Object given, PendingDecision pending) {
        CopsDecision decision = UNABLE;
        Throwable failure = exchange.getException();
        if (failure == null) {
            try {
                decision = new Reply(CopsConstants.DECISION, type::decisionData)
                        .decision(exchange, request.context(), given);
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
