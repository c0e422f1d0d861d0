package org.camelpush.cops;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.URISupport;
import org.camelpush.cops.delivery.EnumHeader;
import org.camelpush.cops.delivery.LocalDecision;
import org.camelpush.cops.delivery.Question;
import org.camelpush.cops.delivery.Reply;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.net.Security;

/** A policy enforcement point: asks a PDP, with any number of exchanges under way on one connection. */
@ManagedResource(description = "Managed COPS policy enforcement point")
public class CopsProducer extends DefaultAsyncProducer {

    private final PepClientSettings settings;
    private final int clientType;
    private final PepStatus status;
    private PepClient client;
    /** Null where nothing is traced. */
    private CopsSpans spans;

    private AsyncProducer localRoute;
    private PepExchange.Surroundings surroundings;
    private HealthCheck healthCheck;

    public CopsProducer(CopsEndpoint endpoint, Security security) {
        super(endpoint);
        settings = CopsOptions.pep(endpoint.getConfiguration(), security);
        clientType = CopsOptions.clientType(endpoint.getConfiguration());
        status = new PepStatus(endpoint, settings, clientType);
    }

    @Override
    public CopsEndpoint getEndpoint() {
        return (CopsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        CopsClientType type = ClientTypes.of(getEndpoint().getCamelContext()).get(clientType);
        surroundings = new PepExchange.Surroundings(
                getEndpoint().getComponent().routes(), type, local(type), settings.address());
        spans = OptionalLibraries.OPENTELEMETRY ? CopsSpans.of(getEndpoint().getCamelContext()) : null;
        client = getEndpoint().getComponent().peps().enter(settings, clientType);
        show();
    }

    private void show() {
        status.show(client);
        WritableHealthCheckRepository repository = OptionalLibraries.HEALTH ? repository() : null;
        if (repository != null) {
            CopsProducerHealthCheck made = new CopsProducerHealthCheck(this);
            made.setEnabled(getEndpoint().getComponent().isHealthCheckProducerEnabled());
            repository.addHealthCheck(made);
            healthCheck = made;
        }
    }

    private void hide() {
        status.hide();
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

    /** Null where only the PDP decides. */
    private LocalDecision local(CopsClientType type) throws Exception {
        String lpdp = getEndpoint().getConfiguration().getLpdp();
        if (lpdp == null) {
            return null;
        }
        localRoute = getEndpoint().getCamelContext().getEndpoint(lpdp).createAsyncProducer();
        ServiceHelper.startService(localRoute);
        return new LocalDecision(
                localRoute,
                CopsConstants.REQUEST_TYPE,
                CopsConstants.MESSAGE_TYPE,
                new Reply(CopsConstants.DECISION, type::decisionData));
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
            hide();
            client = null;
            getEndpoint().getComponent().peps().leave(settings, clientType);
        }
        ServiceHelper.stopService(localRoute);
        localRoute = null;
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            begin(exchange, new PepExchange(exchange, callback, surroundings));
            return false;
        } catch (RuntimeException wrong) {
            exchange.setException(wrong);
            callback.done(true);
            return true;
        }
    }

    private void begin(Exchange exchange, PepExchange answer) {
        Message message = exchange.getMessage();
        CopsOperation configured = getEndpoint().getConfiguration().getOperation();
        CopsOperation operation = EnumHeader.of(
                exchange, CopsConstants.OPERATION, configured == null ? CopsOperation.REQUEST : configured);
        switch (operation) {
            case REQUEST -> {
                CopsRequest request = Question.of(
                        exchange,
                        CopsConstants.REQUEST_TYPE,
                        CopsConstants.MESSAGE_TYPE,
                        surroundings.type()::clientInfo);
                answer.asks(
                        request,
                        spans == null ? null : spans.asked(settings.session().pepId(), clientType, request));
                client.ask(
                        clientType,
                        renewed(message),
                        request,
                        getEndpoint().getConfiguration().isKeepState(),
                        surroundings.local() == null,
                        answer);
            }
            case REPORT ->
                client.report(
                        clientType,
                        handleOf(message, operation),
                        EnumHeader.of(exchange, CopsConstants.REPORT_TYPE, ReportType.SUCCESS),
                        Question.clientInfo(message, surroundings.type()::clientInfo),
                        answer);
            case DELETE ->
                client.delete(
                        clientType,
                        handleOf(message, operation),
                        Reason.of(EnumHeader.of(exchange, CopsConstants.REASON, ReasonCode.UNSPECIFIED)),
                        answer);
            case DECIDE, SYNCHRONIZE, REDIRECT, CLOSE ->
                throw new IllegalArgumentException("Operation " + operation + " is one of a PDP, and this is a PEP");
        }
    }

    /** The state to renew; a handle beside a request that came from another PEP is that PEP's. */
    private Handle renewed(Message message) {
        boolean own = getEndpoint().getConfiguration().isKeepState() && !(message.getBody() instanceof RequestMessage);
        return own ? Handles.of(message) : null;
    }

    private static Handle handleOf(Message message, CopsOperation operation) {
        Handle handle = Handles.of(message);
        if (handle == null) {
            throw new IllegalArgumentException("Operation " + operation + " needs the header " + CopsConstants.HANDLE
                    + ", which the decision has brought where keepState is true");
        }
        return handle;
    }
}
