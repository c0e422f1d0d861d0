package org.camelpush.examples.mailalert;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/**
 * Runs a mail server, an SMS centre and the application that watches the one and tells by the other, sends mails by day
 * and in quiet hours, and says what became of them. Exit code: 0 if all is as it should be, otherwise 1.
 */
public final class MailAlert {

    static final int OK = 0;
    static final int FAILED = 1;

    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final PrintStream out;
    private final PrintStream err;

    MailAlert(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new MailAlert(System.out, System.err).run());
    }

    /** Runs it and returns the exit code. */
    int run() {
        try (MailServer mail = new MailServer();
                SmsCentre centre = new SmsCentre(this::show);
                AlertApplication application = new AlertApplication(mail, centre, WINDOW, QuietHours.soon())) {
            application.start();
            return new Story(mail, centre, application, WINDOW, out).tell() ? OK : FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Exception failure) {
            err.println("mail-alert: " + failure + ". More is in target/mail-alert.log.");
            return FAILED;
        }
    }

    private void show(Sms sms) {
        out.printf("  %s  SMS to %s: %s%n", LocalTime.now().format(TIME), sms.to(), sms.text());
        out.flush();
    }
}
