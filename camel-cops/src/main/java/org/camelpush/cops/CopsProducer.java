package org.camelpush.cops;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.util.URISupport;
import org.camelpush.cops.delivery.Question;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.PepAnswer;
import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.Security;
import org.camelpush.cops.session.PepFailure;

/** A policy enforcement point: asks a PDP, with any number of exchanges under way on one connection. */
@ManagedResource(description = "Managed COPS policy enforcement point")
public class CopsProducer extends DefaultAsyncProducer {

    private final PepClientSettings settings;
    private final int clientType;
    private volatile PepClient client;
    private HealthCheck healthCheck;

    public CopsProducer(CopsEndpoint endpoint, Security security) {
        super(endpoint);
        settings = CopsOptions.pep(endpoint.getConfiguration(), security);
        clientType = CopsOptions.clientType(endpoint.getConfiguration());
    }

    @Override
    public CopsEndpoint getEndpoint() {
        return (CopsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        client = getEndpoint().getComponent().peps().enter(settings, clientType);
        show();
    }

    private void show() {
        CamelContext context = getEndpoint().getCamelContext();
        PepClient shown = client;
        if (OptionalLibraries.MICROMETER) {
            getEndpoint()
                    .getComponent()
                    .pepMeters()
                    .enter(
                            shown.traffic(),
                            () -> MicrometerMeters.show(
                                    context,
                                    shown.traffic(),
                                    "connections",
                                    () -> shown.snapshot().connected() ? 1 : 0,
                                    "pdp",
                                    settings.address(),
                                    "pepId",
                                    settings.session().pepId().value()));
        }
        WritableHealthCheckRepository repository = repository();
        if (repository != null) {
            CopsProducerHealthCheck made = new CopsProducerHealthCheck(this);
            made.setEnabled(getEndpoint().getComponent().isHealthCheckProducerEnabled());
            repository.addHealthCheck(made);
            healthCheck = made;
        }
    }

    private void hide() {
        if (OptionalLibraries.MICROMETER) {
            getEndpoint().getComponent().pepMeters().leave(client.traffic());
        }
        WritableHealthCheckRepository repository = repository();
        if (repository != null && healthCheck != null) {
            repository.removeHealthCheck(healthCheck);
            healthCheck = null;
        }
    }

    private WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(
                getEndpoint().getCamelContext(), "producers", WritableHealthCheckRepository.class);
    }

    /** For people, and different for each. */
    String name() {
        return URISupport.sanitizeUri(getEndpoint().getEndpointUri());
    }

    @ManagedAttribute(description = "Whether the client type is open at the PDP")
    public boolean isOpen() {
        PepClient present = client;
        return present != null && present.snapshot().openClientTypes().contains(clientType);
    }

    @ManagedAttribute(description = "In words, whether the client type is open at the PDP, and why not")
    public String getStatusMessage() {
        PepClient present = client;
        if (present == null) {
            return "The producer is stopped";
        }
        String type = "Client type " + clientType;
        if (isOpen()) {
            return type + " is open at PDP " + settings.address();
        }
        String why = present.snapshot().lastFailure();
        return type + " is not open at PDP " + settings.address() + (why == null ? "" : ": " + why);
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
            hide();
            client = null;
            getEndpoint().getComponent().peps().leave(settings, clientType);
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            begin(exchange, new ExchangeAnswer(exchange, callback));
            return false;
        } catch (RuntimeException wrong) {
            exchange.setException(wrong);
            callback.done(true);
            return true;
        }
    }

    private void begin(Exchange exchange, PepAnswer answer) {
        Message message = exchange.getMessage();
        CopsOperation configured = getEndpoint().getConfiguration().getOperation();
        CopsOperation operation = message.getHeader(CopsConstants.OPERATION, configured, CopsOperation.class);
        switch (operation) {
            case REQUEST ->
                client.ask(
                        clientType,
                        renewed(message),
                        Question.of(exchange, CopsConstants.REQUEST_TYPE, CopsConstants.MESSAGE_TYPE),
                        getEndpoint().getConfiguration().isKeepState(),
                        answer);
            case REPORT ->
                client.report(
                        clientType,
                        handleOf(message, operation),
                        message.getHeader(CopsConstants.REPORT_TYPE, ReportType.SUCCESS, ReportType.class),
                        Question.clientInfo(message),
                        answer);
            case DELETE ->
                client.delete(
                        clientType,
                        handleOf(message, operation),
                        Reason.of(message.getHeader(CopsConstants.REASON, ReasonCode.UNSPECIFIED, ReasonCode.class)),
                        answer);
        }
    }

    /** The state to renew; a handle beside a request that came from another PEP is that PEP's. */
    private Handle renewed(Message message) {
        boolean own = getEndpoint().getConfiguration().isKeepState() && !(message.getBody() instanceof RequestMessage);
        return own ? handle(message) : null;
    }

    private static Handle handleOf(Message message, CopsOperation operation) {
        Handle handle = handle(message);
        if (handle == null) {
            throw new IllegalArgumentException("Operation " + operation + " needs the header " + CopsConstants.HANDLE
                    + ", which the decision has brought where keepState is true");
        }
        return handle;
    }

    private static Handle handle(Message message) {
        String hex = message.getHeader(CopsConstants.HANDLE, String.class);
        try {
            return hex == null ? null : new Handle(Octets.ofHex(hex));
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    "The header " + CopsConstants.HANDLE + " must be a handle in hexadecimal, as it was brought", bad);
        }
    }

    /** Completes an exchange on a thread that may run routes. */
    private final class ExchangeAnswer implements PepAnswer {

        private final Exchange exchange;
        private final AsyncCallback callback;

        ExchangeAnswer(Exchange exchange, AsyncCallback callback) {
            this.exchange = exchange;
            this.callback = callback;
        }

        @Override
        public void decided(DecisionMessage decision, boolean kept) {
            complete(() -> {
                CopsDecision body = CopsDecision.of(decision);
                Message message = exchange.getMessage();
                message.setBody(body);
                message.setHeader(CopsConstants.DECISION, body.command());
                if (kept) {
                    message.setHeader(
                            CopsConstants.HANDLE, decision.handle().value().toHex());
                } else {
                    message.removeHeader(CopsConstants.HANDLE);
                }
            });
        }

        @Override
        public void done() {
            complete(() -> {});
        }

        @Override
        public void failed(PepFailure failure) {
            complete(() -> exchange.setException(new CopsException(
                    CopsException.Kind.valueOf(failure.kind().name()),
                    failure.error(),
                    "PDP " + settings.address() + ", client type " + clientType + ": " + failure.text())));
        }

        /** Nothing of the exchange is touched on the event loop: a body it cannot take would end the connection's turn. */
        private void complete(Runnable result) {
            Executor routes = getEndpoint().getComponent().routes();
            try {
                routes.execute(() -> end(result));
            } catch (RejectedExecutionException shutDown) {
                end(result); // the component is stopped; nothing is left but to end the exchange here
            }
        }

        private void end(Runnable result) {
            try {
                result.run();
            } catch (RuntimeException wrong) {
                exchange.setException(wrong);
            }
            callback.done(false);
        }
    }
}
