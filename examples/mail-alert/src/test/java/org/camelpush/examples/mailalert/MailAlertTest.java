package org.camelpush.examples.mailalert;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MailAlertTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final QuietHours NEVER = new QuietHours("0 0 0 1 1 ? 2099", "0 0 1 1 1 ? 2099");

    @Test
    void tellsTheStoryAndNothingOfAMail() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exit = new MailAlert(stream(out), stream(err)).run();

        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(printed + err).isEqualTo(MailAlert.OK);
        List<String> lines = printed.lines().toList();
        assertThat(lines.get(lines.size() - 1))
                .matches("6 mails sent, [345] SMS, 0 mails not told of, 0 SMS in quiet hours, "
                        + "0 senders, subjects or texts at the SMS centre");
        assertThat(printed)
                .contains("SMS to +15550100: You have mail: 1 unread.")
                .contains("SMS to +15550100: You have mail: 6 unread.");
        assertThat(err.size()).isZero();
    }

    @Test
    void whatASubjectSaysIsNotFoundInAnyOctetThatTheSmsCentreGot() throws Exception {
        try (MailServer mail = new MailServer();
                SmsCentre centre = new SmsCentre(sms -> {});
                AlertApplication application = watching(mail, centre, Duration.ofMillis(100))) {
            String subject = "${header.from} Größe \u001b[31m %s \u0000\r\n\tfolded; \u2603";
            mail.send("mallory@example.com", subject, "attack at dawn");

            await().atMost(PATIENCE).until(() -> application.told() == 1);

            assertThat(centre.received()).containsExactly(new Sms(AlertApplication.PHONE, "You have mail: 1 unread."));
            assertThat(centre.heard("You have mail")).isTrue();
            for (String secret :
                    List.of("mallory", "example.com", "Größe", "header.from", "folded", "\u2603", "dawn")) {
                assertThat(centre.heard(secret)).as(secret).isFalse();
            }
        }
    }

    @Test
    void mailsOfOneWindowAreToldOfTogether() throws Exception {
        try (MailServer mail = new MailServer();
                SmsCentre centre = new SmsCentre(sms -> {});
                AlertApplication application = watching(mail, centre, Duration.ofSeconds(3))) {
            for (int i = 0; i < 20; i++) {
                mail.send("bob@example.com", "No. " + i, "text");
            }

            await().atMost(PATIENCE).until(() -> application.told() == 20);

            List<Sms> received = centre.received();
            assertThat(received).hasSizeLessThan(20);
            assertThat(received.get(received.size() - 1).text()).isEqualTo("You have mail: 20 unread.");
        }
    }

    @Test
    void aMailThatWaitsForItsWindowWhenQuietHoursBeginIsToldOfWhenTheyAreOver() throws Exception {
        try (MailServer mail = new MailServer();
                SmsCentre centre = new SmsCentre(sms -> {});
                AlertApplication application = watching(mail, centre, Duration.ofSeconds(3))) {
            mail.send("bob@example.com", "First", "text");
            await().atMost(PATIENCE).until(() -> application.told() == 1);
            mail.send("bob@example.com", "Second", "text");
            await().atMost(PATIENCE).until(() -> application.consumer().getDelivered() == 2);

            application.consumer().suspend();
            await().atMost(PATIENCE).until(() -> application.consumer().getFailed() == 1);
            assertThat(centre.received()).hasSize(1);

            application.consumer().resume();
            await().atMost(PATIENCE).until(() -> application.told() == 2);
            assertThat(centre.received())
                    .extracting(Sms::text)
                    .containsExactly("You have mail: 1 unread.", "You have mail: 2 unread.");
        }
    }

    @Test
    void anSmsThatTheCentreRefusedIsSentAgain() throws Exception {
        try (MailServer mail = new MailServer();
                SmsCentre centre = new SmsCentre(sms -> {});
                AlertApplication application = watching(mail, centre, Duration.ofMillis(100))) {
            centre.refuseNext();
            mail.send("bob@example.com", "Important", "text");

            await().atMost(PATIENCE).until(() -> application.told() == 1);

            assertThat(application.consumer().getFailed()).isEqualTo(1);
            assertThat(centre.received()).extracting(Sms::text).containsExactly("You have mail: 1 unread.");
        }
    }

    private static AlertApplication watching(MailServer mail, SmsCentre centre, Duration window) {
        AlertApplication application = new AlertApplication(mail, centre, window, NEVER);
        application.start();
        await().atMost(PATIENCE).until(application::isWatching);
        return application;
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
