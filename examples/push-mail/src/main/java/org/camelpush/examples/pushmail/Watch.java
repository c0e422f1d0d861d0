package org.camelpush.examples.pushmail;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.component.mail.DefaultAuthenticator;
import org.camelpush.imapidle.ImapIdleConstants;

/** Watches a mailbox of a real server, and only watches. */
final class Watch {

    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final ImapAccount account;
    private final Screen screen;
    private final Stay stay;
    private final Duration patience;

    /**
     * @param patience how long to wait for the first mail when not asked to stay
     */
    Watch(ImapAccount account, Screen screen, Stay stay, Duration patience) {
        this.account = account;
        this.screen = screen;
        this.stay = stay;
        this.patience = patience;
    }

    /** False when the mailbox cannot be watched. */
    boolean run() throws InterruptedException {
        Pushes pushes = new Pushes(screen, Watch::sinceNotice);
        try (MailApplication application = application(pushes)) {
            application.start();
            if (!application.awaitWatchingAtOnce(CONNECT)) {
                screen.say("Cannot watch " + account + ". " + application.lastError());
                return false;
            }
            screen.say("Watching " + account + "; "
                    + (application.isPush() ? "the server pushes." : "the server cannot push, so it is polled."));
            screen.say("Nothing in the mailbox is changed. Send a mail to it; "
                    + (stay.isAsked() ? "Ctrl-C ends this." : "this ends with the first one."));
            screen.columns("delay");
            waitForMail(pushes);
        }
        screen.say("The delay is from the server's word to the first step of the route.");
        return true;
    }

    private void waitForMail(Pushes pushes) throws InterruptedException {
        if (stay.isAsked()) {
            stay.untilGoodbye();
        } else if (!pushes.awaitFirst(patience)) {
            screen.say("No mail came within " + patience.toSeconds() + " s. With --stay it is waited for.");
        }
    }

    private MailApplication application(Pushes pushes) {
        return new MailApplication(
                "watch.camel.yaml",
                Map.of(
                        "imap.scheme", account.tls() ? "imaps-idle" : "imap-idle",
                        "imap.host", account.host(),
                        "imap.port", Integer.toString(account.port()),
                        "imap.username", account.user(),
                        "imap.folder", account.folder(),
                        "imap.startTls", "true"),
                Map.of("pushes", pushes, "account", new DefaultAuthenticator(account.user(), account.password())));
    }

    private static Duration sinceNotice(Exchange exchange) {
        Instant notified = exchange.getIn().getHeader(ImapIdleConstants.NOTIFIED_AT, Instant.class);
        return Duration.between(notified, Instant.now());
    }
}
