package org.camelpush.cops;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.camelpush.cops.delivery.EnumHeader;
import org.camelpush.cops.delivery.Reply;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.net.PdpAnswer;
import org.camelpush.cops.net.PdpServer;
import org.camelpush.cops.session.PdpAddress;
import org.camelpush.cops.session.PdpEffect;
import org.camelpush.cops.session.PdpFailure;
import org.camelpush.cops.session.PepKey;

/** The voice of a policy decision point that listens in this component: what it tells a PEP that has not asked. */
public class CopsPdpProducer extends DefaultAsyncProducer {

    private final PdpAddress address;
    private ClientTypes types;
    /** Null where nothing is traced. */
    private CopsSpans spans;

    public CopsPdpProducer(CopsEndpoint endpoint) {
        super(endpoint);
        CopsConfiguration options = endpoint.getConfiguration();
        address = new PdpAddress(options.getHost(), options.getPort());
    }

    @Override
    public CopsEndpoint getEndpoint() {
        return (CopsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        types = ClientTypes.of(getEndpoint().getCamelContext());
        spans = OptionalLibraries.OPENTELEMETRY ? CopsSpans.of(getEndpoint().getCamelContext()) : null;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            begin(exchange, new ExchangeAnswer(exchange, callback));
            return false;
        } catch (Exception wrong) {
            exchange.setException(wrong);
            callback.done(true);
            return true;
        }
    }

    private void begin(Exchange exchange, ExchangeAnswer answer) throws Exception {
        PdpServer server = getEndpoint().getComponent().pdps().at(address);
        if (server == null) {
            throw new CopsException(
                    CopsException.Kind.DISCONNECTED, null, "No consumer of this component listens at " + address);
        }
        Message message = exchange.getMessage();
        CopsOperation operation = operation(exchange);
        PepKey pep = pep(message, operation);
        switch (operation) {
            case DECIDE -> {
                Handle handle = handleOf(message);
                CopsDecision decision = decision(exchange, pep);
                answer.decides(spans == null ? null : spans.decided(pep, handle), decision);
                server.decide(pep, handle, decision, answer);
            }
            case SYNCHRONIZE -> server.synchronize(pep, Handles.of(message), answer);
            case REDIRECT ->
                server.close(pep, CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER), redirect(), answer);
            case CLOSE -> server.close(pep, CopsError.of(ErrorCode.SHUTTING_DOWN), null, answer);
            case REQUEST, REPORT, DELETE ->
                throw new IllegalArgumentException("Operation " + operation + " is one of a PEP, and this is a PDP");
        }
    }

    private CopsOperation operation(Exchange exchange) {
        CopsOperation configured = getEndpoint().getConfiguration().getOperation();
        return EnumHeader.of(exchange, CopsConstants.OPERATION, configured == null ? CopsOperation.DECIDE : configured);
    }

    private PepKey pep(Message message, CopsOperation operation) {
        String pepId = message.getHeader(CopsConstants.PEP_ID, String.class);
        String configured = getEndpoint().getConfiguration().getClientType();
        Integer clientType = configured == null
                ? message.getHeader(CopsConstants.CLIENT_TYPE, Integer.class)
                : Integer.valueOf(CopsOptions.clientType(getEndpoint().getConfiguration()));
        if (pepId == null || clientType == null) {
            throw new IllegalArgumentException("Operation " + operation + " needs the header " + CopsConstants.PEP_ID
                    + ", and the header " + CopsConstants.CLIENT_TYPE + " or the option clientType");
        }
        return new PepKey(new PepId(pepId), clientType);
    }

    private static Handle handleOf(Message message) {
        Handle handle = Handles.of(message);
        if (handle == null) {
            throw new IllegalArgumentException("Operation DECIDE needs the header " + CopsConstants.HANDLE
                    + ", which came with the request that is decided anew");
        }
        return handle;
    }

    private CopsDecision decision(Exchange exchange, PepKey pep) {
        Context context = new Context(exchange.getMessage().getHeader(CopsConstants.REQUEST_TYPE, 0, Integer.class), 0);
        CopsClientType type = types.get(pep.clientType());
        return new Reply(CopsConstants.DECISION, type::decisionData).decision(exchange, context, null);
    }

    private PdpRedirectAddress redirect() {
        CopsConfiguration options = getEndpoint().getConfiguration();
        if (options.getRedirectTo() == null) {
            throw new IllegalArgumentException("Operation REDIRECT needs the option redirectTo");
        }
        return AddressOptions.redirect(options);
    }

    /** Completes an exchange on a thread that may run routes. */
    private final class ExchangeAnswer implements PdpAnswer {

        private final Exchange exchange;
        private final AsyncCallback callback;
        /** Null where nothing is traced. */
        private CopsSpan span;

        ExchangeAnswer(Exchange exchange, AsyncCallback callback) {
            this.exchange = exchange;
            this.callback = callback;
        }

        /**
         * @param traced its span; null for none
         */
        void decides(CopsSpan traced, CopsDecision decision) {
            span = traced;
            if (span != null) {
                span.decided(decision);
            }
        }

        private void traced(ReportMessage report, String failure) {
            if (span != null) {
                span.finished(new PdpEffect.Finished(0, report, failure));
            }
        }

        @Override
        public void done() {
            traced(null, null);
            complete(() -> {});
        }

        @Override
        public void reported(ReportMessage report) {
            traced(report, null);
            complete(() -> {
                exchange.getMessage().setBody(report);
                exchange.getMessage().setHeader(CopsConstants.REPORT_TYPE, report.type());
            });
        }

        @Override
        public void failed(PdpFailure failure) {
            traced(null, failure.text());
            complete(() -> exchange.setException(new CopsException(
                    CopsException.Kind.valueOf(failure.kind().name()),
                    null,
                    "PDP at " + address + ": " + failure.text())));
        }

        private void complete(Runnable result) {
            Executor routes = getEndpoint().getComponent().routes();
            try {
                routes.execute(() -> end(result));
            } catch (RejectedExecutionException shutDown) {
                end(result); // the component is stopped; nothing is left but to end the exchange here
            }
        }

        private void end(Runnable result) {
            result.run();
            callback.done(false);
        }
    }
}
