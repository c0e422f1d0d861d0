package org.camelpush.cops.delivery;

import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.RequestMessage;

/** Reads the decision out of an exchange that has come back from its route. */
public final class Reply {

    private Reply() {}

    /**
     * A {@link CopsDecision} as body decides, and without the header so does what {@link CopsConverters} make one of.
     * Otherwise the header does, with the body as data: named data for a
     * configuration, client specific data for everything else. A body that is still the request is no data.
     *
     * @param header its name
     * @throws IllegalArgumentException when there is neither, saying what is missing
     */
    public static CopsDecision decision(Exchange exchange, String header, RequestMessage request) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof CopsDecision decision) {
            return decision;
        }
        Object command = message.getHeader(header);
        if (command == null && saysADecision(message.getBody())) {
            return exchange.getContext().getTypeConverter().convertTo(CopsDecision.class, exchange, message.getBody());
        }
        if (command == null) {
            throw new IllegalArgumentException(
                    "The route has not decided: its reply needs a CopsDecision as body, or what can be converted to one, or"
                            + " the header " + header + " with INSTALL, REMOVE or NULL");
        }
        return CopsDecision.of(command(exchange, header, command), data(message, request));
    }

    private static boolean saysADecision(Object body) {
        return body instanceof Boolean || body instanceof String || body instanceof Map;
    }

    private static DecisionCommand command(Exchange exchange, String header, Object value) {
        DecisionCommand command = exchange.getContext().getTypeConverter().tryConvertTo(DecisionCommand.class, value);
        if (command == null) {
            throw new IllegalArgumentException(
                    "The header " + header + " is " + value + "; it must be INSTALL, REMOVE or NULL");
        }
        return command;
    }

    private static List<DecisionData> data(Message message, RequestMessage request) {
        Object body = message.getBody();
        if (body == null || body instanceof RequestMessage) {
            return List.of();
        }
        byte[] octets = message.getBody(byte[].class);
        if (octets == null) {
            throw new IllegalArgumentException(
                    "The body is a " + body.getClass().getName()
                            + ", which is no data of a decision: it must be text or octets, or empty");
        }
        return octets.length == 0 ? List.of() : List.of(new DecisionData(kind(request.context()), Octets.of(octets)));
    }

    /** RFC 2748 §2.2.6: named data answers a configuration request. */
    private static DecisionData.Kind kind(Context context) {
        return context.isConfiguration() ? DecisionData.Kind.NAMED : DecisionData.Kind.CLIENT_SPECIFIC;
    }
}
