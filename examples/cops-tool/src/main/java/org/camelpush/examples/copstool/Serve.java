package org.camelpush.examples.copstool;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.RequestMessage;

/** {@code serve}: a PDP that decides by rules, and says what it does. */
final class Serve {

    private final PrintStream out;

    Serve(PrintStream out) {
        this.out = out;
    }

    /** Goes on until so many requests have come, or for ever. */
    boolean run(Arguments arguments) throws Exception {
        arguments.only("requests").words(2, "one URI and one file with rules");
        // without a number it is never reached
        CountDownLatch left = new CountDownLatch(arguments.number("requests", Integer.MAX_VALUE));
        CamelContext camel = new DefaultCamelContext();
        try {
            camel.start();
            Rules rules = Rules.read(Path.of(arguments.words().get(1)), camel);
            Endpoint pdp = Uris.endpoint(camel, arguments.words().get(0));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(pdp).process(exchange -> serve(exchange, rules, left));
                }
            });
            out.println("Ready");
            left.await();
        } finally {
            // waits until what is decided has gone out
            camel.stop();
        }
        return true;
    }

    private synchronized void serve(Exchange exchange, Rules rules, CountDownLatch left) {
        Message message = exchange.getMessage();
        String pepId = message.getHeader(CopsConstants.PEP_ID, String.class);
        out.println(message.getHeader(CopsConstants.EVENT) + " of " + pepId);
        if (message.getBody() instanceof CopsMessage said) {
            out.println(MessageText.title(said));
            out.print(MessageText.objects(said));
        }
        if (message.getBody() instanceof RequestMessage request) {
            left.countDown();
            CopsDecision decision = rules.decide(pepId, request);
            out.println("Decision");
            out.print(MessageText.objects(decision));
            message.setBody(decision);
        }
        out.flush();
    }
}
