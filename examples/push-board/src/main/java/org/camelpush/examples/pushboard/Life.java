package org.camelpush.examples.pushboard;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** So that there is something to see: a mail every two seconds, and a Wi-Fi that comes and goes. */
final class Life {

    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final int MAIL_SECONDS = 2;
    private static final int WIFI_SECONDS = 12;
    private static final List<String> MAILS = List.of(
            "carol@example.com|Lunch on Friday?",
            "shop@example.com|Your parcel is on its way",
            "dave@example.com|Re: the offer, signed",
            "scanner@example.com|Scan of 48 pages",
            "erin@example.com|Minutes of today's meeting",
            "billing@example.com|Invoice 2026-118");

    private final MailServer mail;
    private final BoardApplication application;
    private int mails;
    private boolean wifi;

    Life(MailServer mail, BoardApplication application) {
        this.mail = mail;
        this.application = application;
    }

    void begin() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleWithFixedDelay(guarded(this::sendMail), 1, MAIL_SECONDS, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(guarded(this::toggleWifi), MAIL_SECONDS, WIFI_SECONDS, TimeUnit.SECONDS);
    }

    private void sendMail() throws Exception {
        String[] next = MAILS.get(mails % MAILS.size()).split("\\|");
        // alice gets most of them
        mail.send(MailServer.USERS.get(mails % 3 == 2 ? 1 : 0), next[0], next[1]);
        mails++;
    }

    private void toggleWifi() throws Exception {
        wifi = !wifi;
        application.wifi(wifi);
    }

    /** A failure is logged, and life goes on. */
    private static Runnable guarded(Step step) {
        return () -> {
            try {
                step.run();
            } catch (Exception failure) {
                LOG.warn("Nothing happened this time", failure);
            }
        };
    }

    private interface Step {
        void run() throws Exception;
    }
}
