package org.camelpush.cops.delivery;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsRequest;

/**
 * Lets a route decide in the place of the PDP (RFC 2748 §2.5): the local decision point of a PEP. It is given the request and
 * replies as a PDP's route does. See docs/adr/0040-a-route-decides-while-there-is-no-pdp.md.
 */
public final class LocalDecision {

    private final AsyncProducer route;
    private final String requestType;
    private final String messageType;
    private final Reply reply;

    /**
     * @param route where the request goes
     * @param requestType name of the header with R-Type
     * @param messageType name of the header with M-Type
     * @param reply reads what was decided
     */
    public LocalDecision(AsyncProducer route, String requestType, String messageType, Reply reply) {
        this.route = route;
        this.requestType = requestType;
        this.messageType = messageType;
        this.reply = reply;
    }

    /** The decision becomes the body; an exchange that is not decided fails. On a thread that may run routes. */
    public void decide(Exchange exchange, CopsRequest request, AsyncCallback callback) {
        Message message = exchange.getMessage();
        message.setBody(request);
        message.setHeader(requestType, request.context().requestType());
        message.setHeader(messageType, request.context().messageType());
        message.removeHeader(reply.header());
        route.process(exchange, doneSync -> {
            if (exchange.getException() == null) {
                take(exchange, request);
            }
            callback.done(false);
        });
    }

    private void take(Exchange exchange, CopsRequest request) {
        try {
            CopsDecision made = reply.decision(exchange, request.context(), request);
            exchange.getMessage().setBody(made);
            exchange.getMessage().setHeader(reply.header(), made.command());
        } catch (RuntimeException undecided) {
            exchange.setException(undecided);
        }
    }
}
