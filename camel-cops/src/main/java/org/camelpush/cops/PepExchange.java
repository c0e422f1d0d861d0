package org.camelpush.cops;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelpush.cops.delivery.LocalDecision;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.net.PepAnswer;
import org.camelpush.cops.session.PepFailure;

/** An exchange that a PEP has something to do for. It is completed on a thread that may run routes. */
final class PepExchange implements PepAnswer {

    /** Why there is no decision, where it is not that the PDP refuses one. */
    private static final Set<PepFailure.Kind> WITHOUT_PDP =
            EnumSet.of(PepFailure.Kind.DISCONNECTED, PepFailure.Kind.TIMEOUT, PepFailure.Kind.CLIENT_TYPE_CLOSED);

    /**
     * What all exchanges of a PEP have in common.
     *
     * @param local decides where there is no PDP; null where only the PDP decides
     * @param pdp for people
     */
    record Surroundings(Executor routes, CopsClientType type, LocalDecision local, String pdp) {}

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final Surroundings surroundings;
    /** Null where nothing is asked. */
    private CopsRequest request;
    /** Null where nothing is traced. */
    private CopsSpan span;

    PepExchange(Exchange exchange, AsyncCallback callback, Surroundings surroundings) {
        this.exchange = exchange;
        this.callback = callback;
        this.surroundings = surroundings;
    }

    /**
     * @param itsSpan null where nothing is traced
     */
    void asks(CopsRequest what, CopsSpan itsSpan) {
        request = what;
        span = itsSpan;
    }

    @Override
    public void decided(DecisionMessage decision, boolean kept, boolean owed) {
        if (span != null) {
            span.decided(CopsDecision.of(decision));
        }
        if (span != null && !owed) {
            span.end(null);
        }
        complete(() -> {
            CopsDecision body = CopsDecision.of(decision);
            Message message = exchange.getMessage();
            message.setBody(surroundings.type().decision(body));
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
    public void reported(ReportType type) {
        if (span != null) {
            span.reported(type);
            span.end(null);
        }
    }

    @Override
    public void unreported(String why) {
        if (span != null) {
            span.end(why);
        }
    }

    @Override
    public void done() {
        complete(() -> {});
    }

    @Override
    public void failed(PepFailure failure) {
        if (span != null) {
            span.end(failure.text());
        }
        if (surroundings.local() != null && request != null && WITHOUT_PDP.contains(failure.kind())) {
            onRouteThread(this::decideLocally);
            return;
        }
        complete(() -> exchange.setException(new CopsException(
                CopsException.Kind.valueOf(failure.kind().name()),
                failure.error(),
                "PDP " + surroundings.pdp() + ", client type "
                        + surroundings.type().clientType() + ": " + failure.text())));
    }

    /** RFC 2748 §2.5: while there is no PDP, a PEP decides by itself. Its decision makes no request state. */
    private void decideLocally() {
        Message message = exchange.getMessage();
        message.removeHeader(CopsConstants.HANDLE);
        message.setHeader(CopsConstants.CLIENT_TYPE, surroundings.type().clientType());
        message.setHeader(CopsConstants.LOCAL, true);
        surroundings.local().decide(exchange, request, callback);
    }

    /** Nothing of the exchange is touched on the event loop: a body it cannot take would end the connection's turn. */
    private void complete(Runnable result) {
        onRouteThread(() -> end(result));
    }

    private void onRouteThread(Runnable task) {
        try {
            surroundings.routes().execute(task);
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
