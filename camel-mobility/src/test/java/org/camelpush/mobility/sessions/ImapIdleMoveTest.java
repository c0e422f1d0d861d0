package org.camelpush.mobility.sessions;

import java.util.ArrayList;
import java.util.List;

import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.MailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A route's mailbox goes from one bearer to the other while mail flows. */
class ImapIdleMoveTest {

    private final MailServer server = new MailServer();
    private final HubFixture hub = new HubFixture();

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    private void startOnCellular() {
        hub.mobileRoute("inbox", server.imapIdleUri("")).start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        assertThat(MailServer.clients(server.imapPort())).containsExactly("127.0.0.3");
    }

    private void awaitMails(List<String> sent) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.subjects()).containsAll(sent));
    }

    @Test
    void scenario01_whenABetterBearerAppearsTheMailboxIsWatchedThereBeforeTheOldConnectionIsLeft() {
        startOnCellular();
        List<String> sent = new ArrayList<>();
        deliver(sent, "before");
        awaitMails(sent);

        hub.bearers().report(Bearers.wifi());
        for (int i = 0; i < 50; i++) {
            deliver(sent, "during " + i);
        }
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        deliver(sent, "after");

        awaitMails(sent);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(MailServer.clients(server.imapPort()))
                .containsExactly("127.0.0.2"));
        assertThat(hub.subjects()).containsExactlyInAnyOrderElementsOf(sent);
    }

    private void deliver(List<String> sent, String subject) {
        server.deliver(subject);
        sent.add(subject);
    }
}
