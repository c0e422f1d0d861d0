package org.camelpush.examples.mailalert;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.mail.MessagingException;

/** Six mails by day and in quiet hours, and who is told of them when. */
final class Story {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MailServer mail;
    private final SmsCentre centre;
    private final AlertApplication application;
    private final Duration window;
    private final PrintStream out;
    private final List<String> secrets = new ArrayList<>();
    private int sent;
    private int inQuietHours;

    Story(MailServer mail, SmsCentre centre, AlertApplication application, Duration window, PrintStream out) {
        this.mail = mail;
        this.centre = centre;
        this.application = application;
        this.window = window;
        this.out = out;
    }

    /** False when a mail was not told of, when an SMS came that should not, or when one told too much. */
    boolean tell() throws Exception {
        out.println("A mail server (GreenMail), an SMS centre (jsmpp) and a Camel application, all in this process.");
        AlertApplication.await(() -> application.isWatching() && !application.isQuiet(), PATIENCE);
        byDay();
        byNight();
        return summary();
    }

    private void byDay() throws MessagingException, InterruptedException {
        act("A mail. Its owner is told at once:");
        send("bob@example.com", "Kündigung ☎ <b>vertraulich</b>", "The diamonds are in the freezer.");
        allAreTold();
        act("Three more at once. They wait until " + window.toSeconds()
                + " seconds after the first one, and one SMS tells of all three:");
        send("carol@example.com", "Offer", "Half a million.");
        send("dave@example.com", "Re: Offer\u2028Bcc: eve", "Too little.");
        send("carol@example.com", "Re: Re: Offer", "Three quarters, then.");
        allAreTold();
    }

    private void byNight() throws MessagingException, InterruptedException {
        act("Quiet hours, five seconds long here. Two mails come, and nobody is told:");
        // those that begin now, not those that may be over soon
        AlertApplication.await(() -> !application.isQuiet(), PATIENCE);
        AlertApplication.await(application::isQuiet, PATIENCE);
        int before = centre.received().size();
        send("erin@example.com", "Are you asleep?", "I am not.");
        send("erin@example.com", "Hello?", "Still not.");
        int during;
        do {
            Thread.sleep(10);
            during = centre.received().size();
        } while (application.isQuiet());
        inQuietHours = during - before;
        act("Quiet hours are over:");
        allAreTold();
    }

    private void act(String sentence) {
        out.println();
        out.println(sentence);
        out.flush();
    }

    private void send(String from, String subject, String text) throws MessagingException {
        sent++;
        secrets.addAll(List.of(from, subject, text));
        mail.send(from, subject, text);
    }

    private void allAreTold() throws InterruptedException {
        if (!AlertApplication.await(() -> application.told() == sent, PATIENCE)) {
            out.println("  Its owner was not told within " + PATIENCE.toSeconds() + " s.");
        }
    }

    private boolean summary() {
        int messages = centre.received().size();
        long untold = sent - application.told();
        long leaked = secrets.stream().filter(centre::heard).count();
        boolean listened = centre.heard("You have mail");
        act(sent + " mails sent, " + messages + " SMS, " + untold + " mails not told of, " + inQuietHours
                + " SMS in quiet hours, " + leaked + " senders, subjects or texts at the SMS centre");
        return untold == 0 && messages < sent && inQuietHours == 0 && leaked == 0 && listened;
    }
}
