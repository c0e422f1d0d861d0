package org.camelpush.examples.mobilemail;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** The Camel application: camel-main with {@code mobility.camel.yaml} and the route of the mailbox. */
final class MobileApplication implements AutoCloseable {

    private final Main main = new Main();

    /** @param imapPort of the mail server, on the loopback */
    MobileApplication(int imapPort, Mailbox mailbox, Happenings happenings) throws IOException {
        main.addInitialProperty("camel.main.routesIncludePattern", "classpath:routes/mobility.camel.yaml");
        main.addInitialProperty("imap.port", Integer.toString(imapPort));
        main.addInitialProperty("imap.username", MailServer.USER);
        main.addInitialProperty("imap.password", MailServer.PASSWORD);
        main.addInitialProperty("cops.port", Integer.toString(freePort()));
        main.bind("mailbox", mailbox);
        main.bind("happenings", happenings);
        main.configure().addRoutesBuilder(new InboxRoute());
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    void start() {
        main.start();
    }

    /** Says how a network is, as a script of a network manager would. */
    void report(Map<String, Object> network) throws IOException {
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            template.sendBody("mobility:gateway?operation=report", network);
        }
    }

    @Override
    public void close() {
        main.stop();
    }
}
