package org.camelpush.examples.mailalert;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.apache.camel.main.Main;
import org.camelpush.imapidle.ImapIdleConsumer;

/** The Camel application: camel-main with the routes of {@code alert.camel.yaml}. */
final class AlertApplication implements AutoCloseable {

    static final String PHONE = "+15550100";

    private static final long LOOK_MILLIS = 20;

    private final Main main = new Main();

    /**
     * @param window in which at most one SMS goes out for an account
     */
    AlertApplication(MailServer mail, SmsCentre centre, Duration window, QuietHours quiet) {
        main.addInitialProperty("camel.main.routesIncludePattern", "classpath:routes/alert.camel.yaml");
        main.addInitialProperty("imap.port", Integer.toString(mail.imapPort()));
        main.addInitialProperty("imap.username", MailServer.USER);
        main.addInitialProperty("imap.password", MailServer.PASSWORD);
        main.addInitialProperty("sms.port", Integer.toString(centre.port()));
        main.addInitialProperty("sms.user", SmsCentre.USER);
        main.addInitialProperty("sms.password", SmsCentre.PASSWORD);
        main.addInitialProperty("sms.from", "MAIL");
        main.addInitialProperty("sms.to", PHONE);
        main.addInitialProperty("alert.window", Long.toString(window.toMillis()));
        main.bind("quietHours", quiet);
        main.bind("alerts", new Alerts());
    }

    void start() {
        main.start();
    }

    ImapIdleConsumer consumer() {
        return (ImapIdleConsumer)
                main.getCamelContext().getRoute(QuietHours.ROUTE).getConsumer();
    }

    /** Whether it is quiet hours, for the consumer. */
    boolean isQuiet() {
        return consumer().isSuspended();
    }

    boolean isWatching() {
        return "IDLE".equals(consumer().getMailboxState());
    }

    /** Mails whose owner was told of them. */
    long told() {
        return consumer().getAcknowledged();
    }

    /** Waits until something is so; false when that takes too long. */
    static boolean await(BooleanSupplier so, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    @Override
    public void close() {
        main.stop();
    }
}
