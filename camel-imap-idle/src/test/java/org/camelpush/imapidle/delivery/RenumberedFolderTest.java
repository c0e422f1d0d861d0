package org.camelpush.imapidle.delivery;

import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** The server numbers the folder anew (UIDVALIDITY): the saved position means nothing any more. */
class RenumberedFolderTest {

    private static final String OPTIONS = "&reconnectDelay=50&cursorRepository=#positions";

    private final MailboxScript mailbox = new MailboxScript();
    private final MemoryStateRepository positions = new MemoryStateRepository();
    private final RouteFixture route = new RouteFixture().positions(positions);

    @BeforeEach
    void deliver() {
        mailbox.deliver(mail(1));
        mailbox.deliver(mail(2));
    }

    @AfterEach
    void stop() {
        route.close();
    }

    private void renumberAfterTwoMails(String options) {
        route.serve(OPTIONS + options, mailbox);
        route.awaitSubjects("mail 1", "mail 2");
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 2);
        route.awaitIdle();
        assertThat(position()).isEqualTo("1 2 -");
        mailbox.renumber(99);
        await().atMost(PATIENCE).until(() -> route.details().get("resets"), Long.valueOf(1)::equals);
    }

    private String position() {
        return positions.getState("127.0.0.1:" + route.server().port() + "/alice/INBOX");
    }

    private void awaitPosition(String expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(position()).isEqualTo(expected));
    }

    @Test
    void case27_whatWasProcessedDoesNotComeAgainAndThePositionIsNew() {
        renumberAfterTwoMails("");
        mailbox.deliver(mail(3));
        route.awaitSubjects("mail 1", "mail 2", "mail 3");
        awaitPosition("99 3 -");
        mailbox.disconnectAll();
        await().atMost(PATIENCE).until(() -> route.server().accepted() >= 3);
        route.awaitIdle();
        assertThat(route.details()).containsEntry("resets", 1L);
        route.awaitSubjects("mail 1", "mail 2", "mail 3");
    }

    @Test
    void case27_whereNoFlagTellsWhatWasProcessedOnlyNewMailComes() {
        renumberAfterTwoMails("&markSeen=false");
        route.awaitIdle();
        mailbox.deliver(mail(3));
        route.awaitSubjects("mail 1", "mail 2", "mail 3");
        awaitPosition("99 3 -");
    }

    @Test
    void case27_whenAskedAllMailsComeAgainOnce() {
        renumberAfterTwoMails("&markSeen=false&startFrom=all&replayAfterReset=true");
        route.awaitSubjects("mail 1", "mail 2", "mail 1", "mail 2");
        mailbox.deliver(mail(3));
        route.awaitSubjects("mail 1", "mail 2", "mail 1", "mail 2", "mail 3");
        awaitPosition("99 3 -");
    }
}
