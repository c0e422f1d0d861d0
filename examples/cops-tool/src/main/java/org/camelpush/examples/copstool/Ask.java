package org.camelpush.examples.copstool;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Octets;

/** {@code ask}: a PEP that asks once. */
final class Ask {

    private final PrintStream out;

    Ask(PrintStream out) {
        this.out = out;
    }

    /** False when there is no decision. */
    boolean run(Arguments arguments) throws Exception {
        String uri = arguments
                .only("r-type", "m-type", "text", "hex")
                .words(1, "one URI")
                .words()
                .get(0);
        CopsRequest request = request(arguments);
        CamelContext camel = new DefaultCamelContext();
        try {
            camel.start();
            Endpoint pdp = Uris.endpoint(camel, uri);
            try (ProducerTemplate producer = camel.createProducerTemplate()) {
                return ask(producer, pdp, request);
            }
        } finally {
            camel.stop();
        }
    }

    private static CopsRequest request(Arguments arguments) {
        String text = arguments.option("text");
        String hex = arguments.option("hex");
        if (text != null && hex != null) {
            throw new IllegalArgumentException("there must be --text or --hex, and not both");
        }
        Context context =
                new Context(arguments.number("r-type", Context.INCOMING_MESSAGE), arguments.number("m-type", 0));
        return new CopsRequest(context, null, null, info(text, hex), List.of());
    }

    private static List<ClientInfo> info(String text, String hex) {
        if (text == null && hex == null) {
            return List.of();
        }
        Octets octets = hex == null ? Octets.ofText(text) : Octets.of(Hex.parse(hex));
        return List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, octets));
    }

    private boolean ask(ProducerTemplate producer, Endpoint pdp, CopsRequest request) throws Exception {
        Exchange asked = producer.request(pdp, exchange -> exchange.getIn().setBody(request));
        if (asked.getException() != null) {
            throw asked.getException();
        }
        out.println("Decision");
        out.print(MessageText.objects(asked.getMessage().getBody(CopsDecision.class)));
        if (request.context().isConfiguration()) {
            producer.requestBodyAndHeaders(
                    pdp,
                    null,
                    Map.of(
                            CopsConstants.OPERATION,
                            "REPORT",
                            CopsConstants.HANDLE,
                            asked.getMessage().getHeader(CopsConstants.HANDLE)));
            out.println("Reported as SUCCESS");
        }
        return true;
    }
}
