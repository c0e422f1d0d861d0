package org.camelpush.benchmarks.endurance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelpush.imapidle.ImapIdleConstants;

/**
 * The application that is killed: a route for each mailbox, which takes a moment for each mail, as routes do, and
 * writes it down. Lives until its standard input is closed, and then ends in order.
 */
final class MailApplication extends RouteBuilder {

    /** Troubles last seconds here, so everything has to be noticed and mended as fast. */
    private static final String HASTY = "&reconnectDelay=100&maxReconnectDelay=1000&connectTimeout=3000"
            + "&livenessTimeout=2000&idleRenewal=3000&loginRate=100";

    private static final int LONGEST_MOMENT_MICROS = 15_000;

    private final int port;
    private final String password;
    private final Journal journal;
    private final Random random;

    private MailApplication(int port, String password, Journal journal, long seed) {
        this.port = port;
        this.password = password;
        this.journal = journal;
        random = new Random(seed);
    }

    /** Arguments: port, password, folder, number of the run, seed. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        int run = Integer.parseInt(arguments[3]);
        try (Journal journal = new Journal(folder, run)) {
            CamelContext context = new DefaultCamelContext();
            context.getRegistry().bind("positions", DatabasePositions.in(folder));
            context.addRoutes(new MailApplication(
                    Integer.parseInt(arguments[0]), arguments[1], journal, Long.parseLong(arguments[4]) + run));
            context.start();
            awaitEndOfInput();
            context.stop();
        }
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // nobody says anything
        }
    }

    @Override
    public void configure() {
        for (Watched mailbox : Watched.values()) {
            from("imap-idle:127.0.0.1:" + port + "?startTls=false&username=" + mailbox.title() + "&password=RAW("
                            + password + ")" + HASTY + mailbox.options())
                    .routeId(mailbox.title())
                    .process(exchange -> takeAMoment())
                    .process(exchange -> writeDown(mailbox, exchange))
                    .process(exchange -> takeAMoment());
        }
    }

    private void takeAMoment() {
        LockSupport.parkNanos(random.nextInt(LONGEST_MOMENT_MICROS) * 1_000L);
    }

    private void writeDown(Watched mailbox, Exchange exchange) {
        Message mail = exchange.getMessage();
        journal.write(
                mailbox,
                mail.getHeader(ImapIdleConstants.FOLDER, String.class),
                mail.getHeader(ImapIdleConstants.UID_VALIDITY, Long.class),
                mail.getHeader(ImapIdleConstants.UID, Long.class),
                mail.getHeader("Message-ID", String.class));
    }
}
