package org.camelpush.examples.copstool;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.RequestMessage;

/**
 * What is decided on some requests.
 *
 * @param when what must be so, by name; nothing for all requests
 */
record Rule(Map<String, String> when, CopsDecision decision) {

    /** What may be said in {@code when}. */
    static final Set<String> CONDITIONS = Set.of("pepId", "clientType", "requestType", "messageType", "text", "hex");

    boolean isFor(String pepId, RequestMessage request) {
        return when.entrySet().stream().allMatch(condition -> {
            String value = condition.getValue();
            return switch (condition.getKey()) {
                case "pepId" -> value.equals(pepId);
                case "clientType" -> Integer.decode(value) == request.clientType();
                case "requestType" -> Integer.decode(value) == request.context().requestType();
                case "messageType" -> Integer.decode(value) == request.context().messageType();
                case "text" -> info(request, Octets::toText, value);
                case "hex" -> info(request, Octets::toHex, value.toLowerCase());
                default -> throw new IllegalStateException(condition.getKey());
            };
        });
    }

    private static boolean info(RequestMessage request, Function<Octets, String> as, String value) {
        return request.clientInfo().stream()
                .anyMatch(info -> as.apply(info.data()).equals(value));
    }
}
