package org.camelpush.examples.pushmail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** Seven mails, and what may happen to them on their way into a route. */
final class Story {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofMillis(1_500);
    private static final int PDF = 40_000;
    private static final int SCAN = 3_000_000;

    private final MailServer server;
    private final MailApplication application;
    private final Pushes pushes;
    private final Readings readings;
    private final Screen screen;
    private final Mails mails;
    private final List<Long> sent = new ArrayList<>();
    private final List<Long> sentWhileWatched = new ArrayList<>();
    private boolean disturbed;

    Story(MailServer server, MailApplication application, Pushes pushes, Readings readings, Screen screen) {
        this.server = server;
        this.application = application;
        this.pushes = pushes;
        this.readings = readings;
        this.screen = screen;
        mails = new Mails(server.session());
    }

    /** False when a mail was lost or repeated, or came when none should. */
    boolean tell() throws Exception {
        screen.say("A mail server (GreenMail) and a Camel route that watches alice's INBOX, both in this process.");
        if (!application.awaitWatching(PATIENCE)) {
            screen.say(application.status());
            return false;
        }
        ordinaryMails();
        failure();
        silence();
        outage();
        return summary();
    }

    private void ordinaryMails() throws Exception {
        screen.act("Three mails, each at its own moment: short, with an attachment, and one of 4 MB, of which only the "
                + "headline comes: it is larger than the route's maxDownloadSize.");
        screen.columns("delay");
        pause(300);
        push(mails.text("bob@example.com", "Lunch on Friday?", "At one, the usual place."));
        pause(700);
        push(mails.attachment("carol@example.com", "The offer, signed", "offer.pdf", "application/pdf", PDF));
        pause(400);
        bodyWhenAsked(
                push(mails.attachment("scanner@example.com", "Scan of 48 pages", "scan.tiff", "image/tiff", SCAN)));
    }

    private void bodyWhenAsked(long uid) throws Exception {
        screen.act(
                "Somebody wants to see the scan. A second route loads it, in portions, into a file and not into memory:");
        Map<String, Object> headline = pushes.headline(uid);
        if (headline == null) {
            screen.say("  It had come whole.");
            return;
        }
        long start = System.nanoTime();
        application.read(headline);
        screen.say("  " + Screen.size(readings.octets()) + " of attachment read after "
                + Screen.millis(Duration.ofNanos(System.nanoTime() - start)) + ".");
    }

    private void failure() throws MessagingException, InterruptedException {
        screen.act(
                "The route throws an exception when it first gets this one. The mail is not lost: it comes again, here "
                        + "after a second. Other mails would not have to wait for it.");
        push(mails.text("billing@example.com", "Invoice 2026-118", "Amount due: 12.50"));
    }

    private void silence() throws Exception {
        screen.act("Notifications off: the route is suspended. A mail arrives, and for 1.5 seconds nobody is told.");
        application.suspend();
        long uid = send(mails.text("dave@example.com", "Are you asleep?", "No answer needed."));
        disturbed = pushes.await(uid, SILENCE);
        screen.say("Notifications on:");
        application.resume();
        arrives(uid);
    }

    private void outage() throws MessagingException, InterruptedException {
        screen.act(
                "The IMAP server dies, and the connection with it. A mail arrives all the same. The component says:");
        server.stopImap();
        long uid = send(mails.text("erin@example.com", "While you were gone", "Did you get this?"));
        pause(300);
        screen.say(application.status() + ".");
        pause(700);
        screen.say("The server is back:");
        server.startImap();
        arrives(uid);
        application.awaitWatching(PATIENCE);
        screen.say("And one more, to see that all is as before:");
        push(mails.text("bob@example.com", "See you at one", "Bring the offer."));
    }

    /** Sends a mail while the folder is watched. */
    private long push(MimeMessage mail) throws MessagingException, InterruptedException {
        long uid = send(mail);
        sentWhileWatched.add(uid);
        arrives(uid);
        return uid;
    }

    private long send(MimeMessage mail) throws MessagingException {
        long uid = server.send(mail);
        sent.add(uid);
        return uid;
    }

    private void arrives(long uid) throws InterruptedException {
        if (!pushes.await(uid, PATIENCE)) {
            screen.say("  This mail did not come within " + PATIENCE.toSeconds() + " s.");
        }
    }

    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    private boolean summary() {
        int processed = pushes.processed(sent);
        int lost = sent.size() - processed;
        List<Duration> delays = pushes.delays(sentWhileWatched);
        String median = delays.isEmpty() ? "unknown" : Screen.millis(delays.get(delays.size() / 2));
        screen.act("The delay is from the mailbox to the first step of the route. Its median is " + median
                + ", over the "
                + delays.size() + " mails that came while the mailbox was watched, in a JVM that has just started. "
                + pushes.failed()
                + " exchange failed, and its mail came again. Of one mail the headline came first, and "
                + Screen.size(readings.octets()) + " when asked for.");
        screen.act(sent.size() + " mails sent, " + processed + " pushed, " + lost + " lost, " + pushes.repeated()
                + " repeated");
        return readings.octets() == SCAN && lost == 0 && pushes.repeated() == 0 && !disturbed;
    }
}
