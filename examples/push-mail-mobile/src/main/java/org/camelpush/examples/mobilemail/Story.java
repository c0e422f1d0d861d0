package org.camelpush.examples.mobilemail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import jakarta.mail.MessagingException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mailbox that is watched by cellular, then by Wi-Fi, then by cellular again, and five mails meanwhile. */
final class Story {

    private static final Logger STORY = LoggerFactory.getLogger("story");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 10;

    private static final String CELLULAR = "127.0.0.3";
    private static final String WIFI = "127.0.0.2";
    private static final String LONG_ONE = "The one that takes long";

    private final MailServer mail;
    private final Network network;
    private final MobileApplication application;
    private final Mailbox mailbox;
    private final Happenings happenings;
    private final List<String> sent = new ArrayList<>();
    private boolean asItShouldBe = true;

    Story(MailServer mail, Network network, MobileApplication application, Mailbox mailbox, Happenings happenings) {
        this.mail = mail;
        this.network = network;
        this.application = application;
        this.mailbox = mailbox;
        this.happenings = happenings;
    }

    /** False when a mail was lost or came twice, or when the mailbox was not watched by the network it should be. */
    boolean tell() throws Exception {
        begin();
        betterOneAppears();
        betterOneIsCut();
        return summary();
    }

    private void begin() throws Exception {
        act("There is a cellular network.");
        application.report(
                Map.of("id", "wwan0", "type", "cellular", "state", "up", "addresses", CELLULAR, "metered", true));
        isWatchedBy(CELLULAR, 1);
        send("By cellular");
        isPushed("By cellular");
    }

    private void betterOneAppears() throws Exception {
        act("The work on a mail takes long. Meanwhile there is a Wi-Fi.");
        mailbox.takeLong(LONG_ONE);
        send(LONG_ONE);
        isPushed(LONG_ONE);
        application.report(Map.of("id", "wlan0", "type", "wifi", "state", "up", "addresses", WIFI, "metered", false));
        await("the session does not begin to move", () -> happenings.count("migrating") == 2);
        act("Another mail arrives in the middle of it. Then the work is done.");
        send("In the middle");
        mailbox.letGo();
        isWatchedBy(WIFI, 2);
        isPushed("In the middle");
        send("By Wi-Fi");
        isPushed("By Wi-Fi");
    }

    private void betterOneIsCut() throws Exception {
        act("The Wi-Fi is cut, and a mail arrives.");
        network.cut(WIFI);
        send("After the cut");
        application.report(Map.of("id", "wlan0", "state", "absent"));
        isWatchedBy(CELLULAR, 3);
        isPushed("After the cut");
    }

    private static void act(String sentence) {
        STORY.info("--- {}", sentence);
    }

    private void send(String subject) throws MessagingException {
        sent.add(subject);
        mail.send("bob@example.com", subject, "Hello.");
    }

    private void isPushed(String subject) throws InterruptedException {
        await("\"" + subject + "\" does not come", () -> mailbox.subjects().contains(subject));
    }

    private void isWatchedBy(String address, int moves) throws InterruptedException {
        await("the session does not move", () -> happenings.count("migrated") == moves);
        await("the connection is not from " + address, () -> network.clients().equals(List.of(address)));
        STORY.info("server     connected from {}", network.clients());
    }

    private void await(String otherwise, BooleanSupplier so) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                STORY.info("FAILED     {} within {} s", otherwise, PATIENCE.toSeconds());
                asItShouldBe = false;
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private boolean summary() {
        List<String> pushed = List.copyOf(mailbox.subjects());
        long lost = sent.stream().filter(subject -> !pushed.contains(subject)).count();
        long repeated = pushed.size() - new HashSet<>(pushed).size();
        act(sent.size() + " mails sent, " + pushed.size() + " pushed, " + lost + " lost, " + repeated
                + " repeated; moved " + (happenings.count("migrated") - 1) + " times");
        return asItShouldBe && lost == 0 && repeated == 0;
    }
}
