package org.camelpush.imapidle.network;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TunnelProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Connections leave by the address and the device that was said, or not at all. */
@EnabledOnOs(OS.LINUX)
class BindingTest {

    private final RouteFixture route = new RouteFixture();
    private final MailboxScript mailbox = new MailboxScript();
    private ScriptedImapServer server;

    @BeforeEach
    void serve() throws IOException {
        server = ScriptedImapServer.start(mailbox);
    }

    @AfterEach
    void stop() throws IOException {
        route.close();
        server.close();
    }

    private void push(String options) {
        route.start(RouteFixture.uri(server.port(), options)).awaitIdle();
        mailbox.deliver(mail(1));
        route.awaitSubjects("mail 1");
    }

    private void refuses(String options, String... words) {
        route.start(RouteFixture.uri(server.port(), "&reconnectDelay=50&maxReconnectDelay=100" + options));
        await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= 2);
        assertThat(route.consumer().getLastError()).contains(words);
        assertThat(server.accepted()).isZero();
    }

    @Test
    void theServerSeesTheLocalAddress() {
        push("&localAddress=127.0.0.2");
        assertThat(server.connection(1).clientAddress()).isEqualTo("127.0.0.2");
    }

    @Test
    void theLocalAddressHoldsAfterALossToo() {
        push("&localAddress=127.0.0.2&reconnectDelay=50");
        route.consumer().reconnect();
        await().atMost(PATIENCE).until(() -> server.accepted() == 2);
        assertThat(server.connection(2).clientAddress()).isEqualTo("127.0.0.2");
    }

    @Test
    void aProxySeesTheLocalAddress() throws Exception {
        try (TunnelProxy proxy = TunnelProxy.socks5(null, null)) {
            push("&localAddress=127.0.0.3&proxy=socks5://127.0.0.1:" + proxy.port());
            assertThat(proxy.clients()).containsExactly("127.0.0.3");
        }
    }

    @Test
    void makesNoConnectionFromAnAddressThisHostDoesNotHave() {
        refuses("&localAddress=192.0.2.1", "No connection to 127.0.0.1:" + server.port() + " from 192.0.2.1");
    }

    @Test
    void makesNoConnectionFromANameNobodyKnows() {
        refuses("&localAddress=nowhere.invalid", "the name is not known: nowhere.invalid");
    }

    @Test
    void pushesByTheDeviceThatIsAskedFor() {
        push("&networkInterface=lo");
    }

    @Test
    void movesToADeviceAndStaysWhereThereIsNone() {
        push("");
        assertThat(move("lo")).succeedsWithin(PATIENCE);
        assertThat(move("nosuch0")).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("No such device");
        mailbox.deliver(mail(2));
        route.awaitSubjects("mail 1", "mail 2");
        assertThat(server.accepted()).isEqualTo(2);
    }

    private CompletableFuture<Void> move(String device) {
        return route.consumer()
                .move(new Binding(device, null), MoveMode.MAKE_BEFORE_BREAK, Duration.ofSeconds(1))
                .toCompletableFuture();
    }

    @Test
    void makesNoConnectionByADeviceThatDoesNotExist() {
        refuses("&networkInterface=nosuch0", " from nosuch0: ", "No such device");
    }
}
