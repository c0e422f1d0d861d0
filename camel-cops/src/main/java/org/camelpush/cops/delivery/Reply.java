package org.camelpush.cops.delivery;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.RequestMessage;

/** Reads the decision out of an exchange that has come back from its route. */
public final class Reply {

    private final String header;
    private final BiFunction<Object, Context, List<DecisionData>> mapping;

    /**
     * @param header name of the one with the command
     * @param mapping makes data of a body, or null
     */
    public Reply(String header, BiFunction<Object, Context, List<DecisionData>> mapping) {
        this.header = header;
        this.mapping = mapping;
    }

    /** Its name. */
    String header() {
        return header;
    }

    /**
     * A {@link CopsDecision} as body decides, and without the header so does what {@link CopsConverters} make one of.
     * Otherwise the header does, with the body as data: named data for a configuration, client specific data for everything
     * else. A body that is still the request is neither.
     *
     * @param context of the request that is decided on
     * @param given the body that the route was given, which is neither data nor a decision
     * @throws IllegalArgumentException when there is neither, saying what is missing
     */
    public CopsDecision decision(Exchange exchange, Context context, Object given) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof CopsDecision decision) {
            return decision;
        }
        Object command = message.getHeader(header);
        boolean untouched = message.getBody() == given;
        if (command == null && !untouched && saysADecision(message.getBody())) {
            return exchange.getContext().getTypeConverter().convertTo(CopsDecision.class, exchange, message.getBody());
        }
        if (command == null) {
            throw new IllegalArgumentException(
                    "The route has not decided: its reply needs a CopsDecision as body, or what can be converted to one, or"
                            + " the header " + header + " with INSTALL, REMOVE or NULL");
        }
        return CopsDecision.of(command(exchange, command), untouched ? List.of() : data(message, context));
    }

    private static boolean saysADecision(Object body) {
        return body instanceof Boolean || body instanceof String || body instanceof Map;
    }

    private DecisionCommand command(Exchange exchange, Object value) {
        DecisionCommand command = EnumHeader.of(exchange, value, DecisionCommand.class);
        if (command == null) {
            throw new IllegalArgumentException(
                    "The header " + header + " is " + value + "; it must be INSTALL, REMOVE or NULL");
        }
        return command;
    }

    private List<DecisionData> data(Message message, Context context) {
        Object body = message.getBody();
        if (body == null || body instanceof RequestMessage || body instanceof CopsRequest) {
            return List.of();
        }
        List<DecisionData> mapped = mapping.apply(body, context);
        if (mapped != null) {
            return mapped;
        }
        byte[] octets = message.getBody(byte[].class);
        if (octets == null) {
            throw new IllegalArgumentException(
                    "The body is a " + body.getClass().getName()
                            + ", which is no data of a decision: it must be text or octets, or empty");
        }
        return octets.length == 0 ? List.of() : List.of(new DecisionData(kind(context), Octets.of(octets)));
    }

    /** RFC 2748 §2.2.6: named data answers a configuration request. */
    private static DecisionData.Kind kind(Context context) {
        return context.isConfiguration() ? DecisionData.Kind.NAMED : DecisionData.Kind.CLIENT_SPECIFIC;
    }
}
