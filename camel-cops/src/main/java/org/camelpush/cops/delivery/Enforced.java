package org.camelpush.cops.delivery;

import java.util.List;
import java.util.function.Function;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.ReportType;

/**
 * Reads what became of a decision out of an exchange that has come back from its route.
 *
 * @param type what is reported
 * @param clientInfo what goes with it
 */
public record Enforced(ReportType type, List<ClientInfo> clientInfo) {

    /** It could not be carried out. */
    public static final Enforced FAILED = new Enforced(ReportType.FAILURE, List.of());

    /**
     * The header says what is reported, and it is a success without it. A body goes with it, unless it is still what the route
     * was given.
     *
     * @param header its name
     * @param given the body that the route was given
     * @param mapping makes client information of a body, or null
     * @throws IllegalArgumentException when the header or the body is something else
     */
    public static Enforced of(
            Exchange exchange, String header, Object given, Function<Object, List<ClientInfo>> mapping) {
        Message message = exchange.getMessage();
        ReportType type = ReportType.SUCCESS;
        Object wanted = message.getHeader(header);
        if (wanted != null) {
            type = EnumHeader.of(exchange, wanted, ReportType.class);
        }
        if (type == null || type == ReportType.ACCOUNTING) {
            throw new IllegalArgumentException(
                    "The header " + header + " is " + wanted + "; for a decision it must be SUCCESS or FAILURE");
        }
        return new Enforced(type, message.getBody() == given ? List.of() : Question.clientInfo(message, mapping));
    }
}
