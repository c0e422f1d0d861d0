package org.camelpush.imapidle.reconnect;

import java.io.IOException;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.FaultProxy;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Nothing here would happen within the test's patience without the word that the network has changed. */
class NetworkChangeTest {

    private final RouteFixture route = new RouteFixture();
    private final MailboxScript mailbox = new MailboxScript();
    private ScriptedImapServer server;
    private FaultProxy network;

    @BeforeEach
    void serve() throws IOException {
        server = ScriptedImapServer.start(mailbox);
        network = FaultProxy.to(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        network.close();
        server.close();
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(route.consumer().getMailboxState())
                .isEqualTo(state));
    }

    @Test
    void case39_afterALongOutageTheFirstMailComesAsSoonAsTheNetworkIsBack() {
        network.refuse();
        route.start(RouteFixture.uri(network.port(), "&reconnectDelay=3600000&maxReconnectDelay=3600000"));
        awaitState("BACKING_OFF");
        mailbox.deliver(mail(1));
        network.restore();
        route.consumer().networkChanged();
        route.awaitSubjects("mail 1");
    }

    @Test
    void case39_aConnectionThatDiedInSleepIsFoundOutAfterwards() {
        route.start(RouteFixture.uri(network.port(), "&livenessTimeout=300&reconnectDelay=50&connectTimeout=1000"));
        awaitState("IDLE");
        network.blackHole();
        mailbox.deliver(mail(1));
        route.consumer().networkChanged();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(route.consumer().getLastError()).contains("No answer"));
        network.restore();
        route.awaitSubjects("mail 1");
    }
}
