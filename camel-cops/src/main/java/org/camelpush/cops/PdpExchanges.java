package org.camelpush.cops;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.camelpush.cops.delivery.Reply;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.PdpHost;
import org.camelpush.cops.session.PdpEffect;
import org.camelpush.cops.session.PdpNotice;

/** Between a PDP and its route: each request becomes an exchange, whose reply decides, and so does what is no request. */
final class PdpExchanges implements PdpHost {

    private static final CopsDecision UNABLE = CopsDecision.failed(CopsError.of(ErrorCode.UNABLE_TO_PROCESS));

    /** Exchanges under way and waiting for a thread. */
    private static final int MAX_RUNNING = 100_000;

    private final CopsConsumer consumer;
    private final Set<String> events;
    private final AtomicInteger running = new AtomicInteger();
    private volatile ClientTypes types;
    private volatile Deadlines deadlines;
    /** Null where nothing is traced. */
    private volatile CopsSpans spans;

    private volatile boolean draining;

    /**
     * @param events what the route wants to hear
     */
    PdpExchanges(CopsConsumer consumer, Set<String> events) {
        this.consumer = consumer;
        this.events = events;
    }

    void begin(ClientTypes known) {
        types = known;
        deadlines = new Deadlines(
                consumer.getEndpoint().getComponent().eventLoops(),
                Duration.ofMillis(consumer.getEndpoint().getConfiguration().getRequestTimeout()),
                this::late);
        spans = OptionalLibraries.OPENTELEMETRY
                ? CopsSpans.of(consumer.getEndpoint().getCamelContext())
                : null;
        draining = false;
    }

    /** What is asked from now on is refused. */
    void drain() {
        draining = true;
    }

    int running() {
        return running.get();
    }

    @Override
    public Consumer<PdpEffect.Finished> decide(
            PepId pepId, SocketAddress peer, RequestMessage request, Consumer<CopsDecision> answer) {
        CopsSpan span = spans == null ? null : spans.served(pepId, peer, request);
        if (span == null) {
            decide(request, answer, pending -> run(pepId, peer, request, pending));
            return null;
        }
        Consumer<CopsDecision> followed = decision -> {
            span.decided(decision);
            answer.accept(decision);
        };
        decide(request, followed, pending -> span.within(() -> run(pepId, peer, request, pending)));
        return span::finished;
    }

    private void decide(RequestMessage request, Consumer<CopsDecision> answer, Consumer<PendingDecision> way) {
        if (draining || running.get() >= MAX_RUNNING) {
            answer.accept(UNABLE);
            return;
        }
        running.incrementAndGet();
        PendingDecision pending = new PendingDecision(request, answer);
        deadlines.add(pending);
        onRouteThread(() -> way.accept(pending));
    }

    private void late(PendingDecision pending) {
        Consumer<CopsDecision> answer = pending.take();
        if (answer != null) {
            answer.accept(UNABLE);
            onRouteThread(() -> handle(
                    pending.request(),
                    new CopsException(
                            CopsException.Kind.TIMEOUT, null, "The route has not decided within requestTimeout")));
        }
    }

    private void onRouteThread(Runnable task) {
        try {
            consumer.getEndpoint().getComponent().routes().execute(task);
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
            consumer.getAsyncProcessor().process(exchange, doneSync -> finish(exchange, request, type, given, pending));
        } catch (RuntimeException unexpected) {
            exchange.setException(unexpected);
            finish(exchange, request, type, null, pending);
        }
    }

    private Exchange exchange(PepId pepId, SocketAddress peer, RequestMessage request) {
        Exchange exchange =
                exchange(CopsConsumer.REQUEST, pepId, peer, request.clientType(), request.handle(), request);
        exchange.getIn().setHeader(CopsConstants.REQUEST_TYPE, request.context().requestType());
        exchange.getIn().setHeader(CopsConstants.MESSAGE_TYPE, request.context().messageType());
        return exchange;
    }

    private Exchange exchange(
            String event, PepId pepId, SocketAddress peer, int clientType, Handle handle, Object body) {
        Exchange exchange = consumer.createExchange(false);
        Message message = exchange.getIn();
        message.setBody(body);
        message.setHeader(CopsConstants.EVENT, event);
        message.setHeader(CopsConstants.CLIENT_TYPE, clientType);
        message.setHeader(CopsConstants.PEP_ID, pepId.value());
        if (handle != null) {
            message.setHeader(CopsConstants.HANDLE, Handles.text(handle));
        }
        if (peer != null) {
            message.setHeader(CopsConstants.REMOTE_ADDRESS, text(peer));
        }
        return exchange;
    }

    /** Without the slash before an address that has no name. */
    private static String text(SocketAddress peer) {
        if (peer instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet4Address ipv4) {
            return ipv4.getHostAddress() + ':' + inet.getPort();
        }
        String text = peer.toString();
        return text.startsWith("/") ? text.substring(1) : text;
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
        consumer.getAsyncProcessor().process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                consumer.getExceptionHandler()
                        .handleException("The event " + notice.event() + " failed", exchange, exchange.getException());
            }
            taken.run();
            running.decrementAndGet();
            consumer.releaseExchange(exchange, false);
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
        Consumer<CopsDecision> answer = pending.take();
        deadlines.remove(pending);
        if (answer == null) {
            running.decrementAndGet();
        } else {
            handOver(answer, decision);
        }
        if (failure != null && answer != null) {
            handle(request, failure);
        }
        consumer.releaseExchange(exchange, false);
    }

    /** The exchange is under way until that is done: who shuts down waits for it. */
    private void handOver(Consumer<CopsDecision> answer, CopsDecision decision) {
        consumer.getEndpoint().getComponent().routes().handOver(() -> {
            answer.accept(decision);
            running.decrementAndGet();
        });
    }

    private void handle(RequestMessage request, Throwable failure) {
        consumer.getExceptionHandler()
                .handleException("The request with handle " + request.handle() + " is answered with an error", failure);
    }
}
