package org.camelpush.cops;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.camelpush.cops.delivery.LocalDecision;
import org.camelpush.cops.delivery.Question;
import org.camelpush.cops.delivery.Reply;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.net.PepAnswer;
import org.camelpush.cops.net.PepClient;
import org.camelpush.cops.net.PepClientSettings;
import org.camelpush.cops.session.PepFailure;

/** A policy enforcement point: asks a PDP, with any number of exchanges under way on one connection. */
public class CopsProducer extends DefaultAsyncProducer {

    /** Why there is no decision, where it is not that the PDP refuses one. */
    private static final Set<PepFailure.Kind> WITHOUT_PDP =
            EnumSet.of(PepFailure.Kind.DISCONNECTED, PepFailure.Kind.TIMEOUT, PepFailure.Kind.CLIENT_TYPE_CLOSED);

    private final PepClientSettings settings;
    private final int clientType;
    private CopsClientType type;
    private PepClient client;
    private AsyncProducer localRoute;
    /** Null where only the PDP decides. */
    private LocalDecision local;

    public CopsProducer(CopsEndpoint endpoint) {
        super(endpoint);
        settings = CopsOptions.pep(endpoint.getConfiguration());
        clientType = CopsOptions.clientType(endpoint.getConfiguration());
    }

    @Override
    public CopsEndpoint getEndpoint() {
        return (CopsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        type = ClientTypes.of(getEndpoint().getCamelContext()).get(clientType);
        String lpdp = getEndpoint().getConfiguration().getLpdp();
        if (lpdp != null) {
            localRoute = getEndpoint().getCamelContext().getEndpoint(lpdp).createAsyncProducer();
            ServiceHelper.startService(localRoute);
            local = new LocalDecision(
                    localRoute,
                    CopsConstants.REQUEST_TYPE,
                    CopsConstants.MESSAGE_TYPE,
                    new Reply(CopsConstants.DECISION, type::decisionData));
        }
        client = getEndpoint().getComponent().peps().enter(settings, clientType);
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
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
            begin(exchange, new ExchangeAnswer(exchange, callback));
            return false;
        } catch (RuntimeException wrong) {
            exchange.setException(wrong);
            callback.done(true);
            return true;
        }
    }

    private void begin(Exchange exchange, ExchangeAnswer answer) {
        Message message = exchange.getMessage();
        CopsOperation configured = getEndpoint().getConfiguration().getOperation();
        CopsOperation operation = message.getHeader(
                CopsConstants.OPERATION, configured == null ? CopsOperation.REQUEST : configured, CopsOperation.class);
        switch (operation) {
            case REQUEST -> {
                answer.request =
                        Question.of(exchange, CopsConstants.REQUEST_TYPE, CopsConstants.MESSAGE_TYPE, type::clientInfo);
                client.ask(
                        clientType,
                        renewed(message),
                        answer.request,
                        getEndpoint().getConfiguration().isKeepState(),
                        local == null,
                        answer);
            }
            case REPORT ->
                client.report(
                        clientType,
                        handleOf(message, operation),
                        message.getHeader(CopsConstants.REPORT_TYPE, ReportType.SUCCESS, ReportType.class),
                        Question.clientInfo(message, type::clientInfo),
                        answer);
            case DELETE ->
                client.delete(
                        clientType,
                        handleOf(message, operation),
                        Reason.of(message.getHeader(CopsConstants.REASON, ReasonCode.UNSPECIFIED, ReasonCode.class)),
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

    /** Completes an exchange on a thread that may run routes. */
    private final class ExchangeAnswer implements PepAnswer {

        private final Exchange exchange;
        private final AsyncCallback callback;
        /** Null where nothing is asked. */
        private CopsRequest request;

        ExchangeAnswer(Exchange exchange, AsyncCallback callback) {
            this.exchange = exchange;
            this.callback = callback;
        }

        @Override
        public void decided(DecisionMessage decision, boolean kept) {
            complete(() -> {
                CopsDecision body = CopsDecision.of(decision);
                Message message = exchange.getMessage();
                message.setBody(type.decision(body));
                message.setHeader(CopsConstants.DECISION, body.command());
                message.removeHeader(CopsConstants.LOCAL);
                if (kept) {
                    message.setHeader(CopsConstants.HANDLE, Handles.text(decision.handle()));
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
            if (local != null && request != null && WITHOUT_PDP.contains(failure.kind())) {
                onRouteThread(this::decideLocally);
                return;
            }
            complete(() -> exchange.setException(new CopsException(
                    CopsException.Kind.valueOf(failure.kind().name()),
                    failure.error(),
                    "PDP " + settings.address() + ", client type " + clientType + ": " + failure.text())));
        }

        /** RFC 2748 §2.5: while there is no PDP, a PEP decides by itself. Its decision makes no request state. */
        private void decideLocally() {
            Message message = exchange.getMessage();
            message.removeHeader(CopsConstants.HANDLE);
            message.setHeader(CopsConstants.CLIENT_TYPE, clientType);
            message.setHeader(CopsConstants.LOCAL, true);
            local.decide(exchange, request, callback);
        }

        /** Nothing of the exchange is touched on the event loop: a body it cannot take would end the connection's turn. */
        private void complete(Runnable result) {
            onRouteThread(() -> end(result));
        }

        private void onRouteThread(Runnable task) {
            Executor routes = getEndpoint().getComponent().routes();
            try {
                routes.execute(task);
            } catch (RejectedExecutionException shutDown) {
                task.run(); // the component is stopped; nothing is left but to end the exchange here
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
