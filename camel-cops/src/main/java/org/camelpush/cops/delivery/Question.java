package org.camelpush.cops.delivery;

import java.util.List;
import java.util.function.Function;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.RequestMessage;

/** Reads what an exchange asks. */
public final class Question {

    private Question() {}

    /**
     * A {@link CopsRequest} as body is asked as it is, and so is a request that came from another PEP. Any other body is
     * signaled client information, and headers say what kind of event it is.
     *
     * @param requestType name of the header with R-Type; without it, it is an incoming message
     * @param messageType name of the header with M-Type; without it, 0
     * @param mapping makes client information of a body, or null
     * @throws IllegalArgumentException when the body or a header is of another kind
     */
    public static CopsRequest of(
            Exchange exchange, String requestType, String messageType, Function<Object, List<ClientInfo>> mapping) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof CopsRequest request) {
            return request;
        }
        if (message.getBody() instanceof RequestMessage request) {
            return CopsRequest.of(request);
        }
        Context context = new Context(
                message.getHeader(requestType, Context.INCOMING_MESSAGE, Integer.class),
                message.getHeader(messageType, 0, Integer.class));
        return new CopsRequest(context, null, null, clientInfo(message, mapping), List.of());
    }

    /** The body as client information: as it is mapped, or else signaled; none where the body is empty. */
    public static List<ClientInfo> clientInfo(Message message, Function<Object, List<ClientInfo>> mapping) {
        if (message.getBody() == null) {
            return List.of();
        }
        List<ClientInfo> mapped = mapping.apply(message.getBody());
        if (mapped != null) {
            return mapped;
        }
        byte[] octets = message.getBody(byte[].class);
        if (octets == null) {
            throw new IllegalArgumentException(
                    "The body is a " + message.getBody().getClass().getName()
                            + ", which is no client information: it must be a CopsRequest, text or octets, or empty");
        }
        return octets.length == 0 ? List.of() : List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, Octets.of(octets)));
    }
}
