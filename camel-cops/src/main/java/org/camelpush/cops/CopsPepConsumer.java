package org.camelpush.cops;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.support.DefaultConsumer;
import org.camelpush.cops.delivery.Enforced;
import org.camelpush.cops.delivery.Question;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.PepHost;
import org.camelpush.cops.net.Security;
import org.camelpush.cops.session.PepAttention;
import org.camelpush.cops.session.PepNotice;

/** A policy enforcement point that listens: what its PDP wants unasked becomes exchanges, whose replies are reported. */
@ManagedResource(description = "Managed COPS policy enforcement point that listens")
public class CopsPepConsumer extends DefaultConsumer implements PepHost, HealthCheckAware {

    static final String DECISION = "decision";
    static final String ACCOUNTING = "accounting";

    /** Exchanges under way and waiting for a thread. */
    private static final int MAX_RUNNING = 10_000;

    private final PepClientSettings settings;
    private final int clientType;
    private final Set<String> events;
    private final PepStatus status;
    private final AtomicInteger running = new AtomicInteger();
    private CopsClientType type;
    /** Null where nothing is traced. */
    private CopsSpans spans;

    private boolean attending;
    private volatile HealthCheck healthCheck;

    public CopsPepConsumer(CopsEndpoint endpoint, Processor processor, Security security) {
        super(endpoint, processor);
        CopsConfiguration options = endpoint.getConfiguration();
        settings = CopsOptions.pep(options, security);
        clientType = CopsOptions.clientType(options);
        events = CopsOptions.pepEvents(options);
        status = new PepStatus(endpoint, settings, clientType);
    }

    @Override
    public CopsEndpoint getEndpoint() {
        return (CopsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        type = ClientTypes.of(getEndpoint().getCamelContext()).get(clientType);
        spans = OptionalLibraries.OPENTELEMETRY ? CopsSpans.of(getEndpoint().getCamelContext()) : null;
        PepAttention attention = new PepAttention(events.contains(DECISION), events.contains(ACCOUNTING));
        PepClient client = getEndpoint().getComponent().peps().attend(settings, clientType, attention, this);
        attending = true;
        status.show(client);
    }

    @Override
    protected void doStop() throws Exception {
        if (attending) {
            attending = false;
            status.hide();
            getEndpoint().getComponent().peps().ignore(settings, clientType);
        }
        super.doStop();
    }

    @ManagedAttribute(description = "Whether the client type is open at the PDP")
    public boolean isOpen() {
        return status.isOpen();
    }

    @ManagedAttribute(description = "In words, whether the client type is open at the PDP, and why not")
    public String getStatusMessage() {
        return status.message();
    }

    @ManagedOperation(description = "A line for each counter of RFC 2940 that is not zero, by client type")
    public String countedByClientType() {
        return status.counters();
    }

    /** Made when it is asked for: whoever asks has camel-health. */
    @Override
    public HealthCheck getHealthCheck() {
        if (OptionalLibraries.HEALTH && healthCheck == null && getRouteId() != null) {
            CopsPepConsumerHealthCheck made = new CopsPepConsumerHealthCheck(this, getRouteId());
            made.setEnabled(getEndpoint().getComponent().isHealthCheckConsumerEnabled());
            healthCheck = made;
        }
        return healthCheck;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
    }

    /** RFC 2748 §3.3: whatever becomes of the exchange, there is a report, and one. */
    @Override
    public void enforce(
            DecisionMessage decision, RequestMessage request, BiConsumer<ReportType, List<ClientInfo>> report) {
        CopsDecision made = CopsDecision.of(decision);
        CopsSpan span = spans == null ? null : spans.enforced(settings.session().pepId(), request);
        AtomicBoolean reported = new AtomicBoolean();
        Consumer<Enforced> once = outcome -> {
            if (reported.compareAndSet(false, true)) {
                traced(span, made, outcome);
                report.accept(outcome.type(), outcome.clientInfo());
            }
        };
        Duration timeout = Duration.ofMillis(getEndpoint().getConfiguration().getReportTimeout());
        Future<?> deadline =
                getEndpoint().getComponent().eventLoops().after(timeout, () -> once.accept(Enforced.FAILED));
        Runnable task = () -> {
            Object body = body(made);
            Exchange exchange = exchange(DECISION, request.handle(), body);
            exchange.getIn().setHeader(CopsConstants.DECISION, made.command());
            describe(exchange.getIn(), request);
            process(exchange, failure -> {
                deadline.cancel(false);
                once.accept(failure == null ? outcome(exchange, body) : Enforced.FAILED);
            });
        };
        if (span != null) {
            span.decided(made);
        }
        run(DECISION, () -> once.accept(Enforced.FAILED), span == null ? task : () -> span.within(task));
    }

    /** What is reported ends the span; on an error nothing is. */
    private static void traced(CopsSpan span, CopsDecision decision, Enforced outcome) {
        if (span != null) {
            if (decision.error() == null) {
                span.reported(outcome.type());
            }
            span.end(null);
        }
    }

    /** A decision that its client type cannot read goes to the route as it is. */
    private Object body(CopsDecision decision) {
        try {
            return type.decision(decision);
        } catch (RuntimeException unreadable) {
            getExceptionHandler().handleException("Client type " + clientType + " cannot read a decision", unreadable);
            return decision;
        }
    }

    private Enforced outcome(Exchange exchange, Object given) {
        try {
            return Enforced.of(exchange, CopsConstants.REPORT_TYPE, given, type::clientInfo);
        } catch (RuntimeException wrong) {
            getExceptionHandler().handleException("A decision is reported as failed", exchange, wrong);
            return Enforced.FAILED;
        }
    }

    @Override
    public void account(RequestMessage request, Consumer<List<ClientInfo>> report) {
        run(ACCOUNTING, () -> report.accept(null), () -> {
            Exchange exchange = exchange(ACCOUNTING, request.handle(), null);
            describe(exchange.getIn(), request);
            process(exchange, failure -> report.accept(failure == null ? info(exchange) : null));
        });
    }

    private List<ClientInfo> info(Exchange exchange) {
        try {
            return Question.clientInfo(exchange.getMessage(), type::clientInfo);
        } catch (RuntimeException wrong) {
            getExceptionHandler().handleException("There is no accounting report", exchange, wrong);
            return null;
        }
    }

    @Override
    public void tell(PepNotice notice) {
        if (events.contains(notice.event())) {
            run(notice.event(), () -> {}, () -> {
                Exchange exchange = exchange(notice.event(), notice.handle(), notice.body());
                exchange.setPattern(ExchangePattern.InOnly);
                process(exchange, failure -> {});
            });
        }
    }

    /**
     * @param refused is run when there is too much to do
     */
    private void run(String event, Runnable refused, Runnable task) {
        if (running.incrementAndGet() <= MAX_RUNNING) {
            try {
                getEndpoint().getComponent().routes().execute(task);
                return;
            } catch (RejectedExecutionException stopped) {
                // the component is stopped, and its connections with it
            }
        }
        running.decrementAndGet();
        refused.run();
        getExceptionHandler()
                .handleException("The event " + event + " is dropped, for too much waits for the route", null);
    }

    private void process(Exchange exchange, Consumer<Throwable> end) {
        getAsyncProcessor().process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("A route of a PEP failed", exchange, exchange.getException());
            }
            end.accept(exchange.getException());
            running.decrementAndGet();
            releaseExchange(exchange, false);
        });
    }

    private Exchange exchange(String event, Handle handle, Object body) {
        Exchange exchange = createExchange(false);
        Message message = exchange.getIn();
        message.setBody(body);
        message.setHeader(CopsConstants.EVENT, event);
        message.setHeader(CopsConstants.CLIENT_TYPE, clientType);
        if (handle != null) {
            message.setHeader(CopsConstants.HANDLE, Handles.text(handle));
        }
        return exchange;
    }

    private static void describe(Message message, RequestMessage request) {
        message.setHeader(CopsConstants.REQUEST_TYPE, request.context().requestType());
        message.setHeader(CopsConstants.MESSAGE_TYPE, request.context().messageType());
    }
}
