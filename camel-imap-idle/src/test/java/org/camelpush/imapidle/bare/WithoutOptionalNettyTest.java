package org.camelpush.imapidle.bare;

import java.time.Duration;

import org.apache.camel.ResolveEndpointFailedException;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.net.Transport;
import org.camelpush.imapidle.session.Binding;
import org.camelpush.imapidle.session.MoveMode;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/**
 * With no more of Netty than camel-netty brings. The build runs it by itself, on such a class path (execution {@code bare} of
 * surefire).
 */
@Tag("bare")
class WithoutOptionalNettyTest {

    private final RouteFixture route = new RouteFixture();
    private final MailboxScript mailbox = new MailboxScript();

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void pushesByJavasOwnSockets() throws Exception {
        assertThat(Transport.isNative()).isFalse();
        TestCertificates certificates = TestCertificates.localhost();
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox, certificates.serverContext())) {
            route.trust(certificates)
                    .start(RouteFixture.tlsUri(server.port(), ""))
                    .awaitIdle();
            mailbox.deliver(mail(1));
            route.awaitSubjects("mail 1");
            route.close();
        }
    }

    @Test
    void theServerSeesTheLocalAddress() throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox)) {
            route.start(RouteFixture.uri(server.port(), "&localAddress=127.0.0.2"))
                    .awaitIdle();
            assertThat(server.connection(1).clientAddress()).isEqualTo("127.0.0.2");
            route.close();
        }
    }

    private void refuses(String options, String... words) {
        assertThatThrownBy(() -> route.context().getEndpoint(RouteFixture.uri(143, options)))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .rootCause()
                .message()
                .contains(words);
    }

    @Test
    void saysWhichLibraryADeviceNeeds() {
        refuses(
                "&networkInterface=lo",
                "networkInterface is lo",
                "needs Linux and io.netty:netty-transport-native-epoll with the classifier linux-x86_64");
    }

    @Test
    void aMailboxStaysWhereItIsWhenItIsToMoveToADevice() throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox)) {
            route.start(RouteFixture.uri(server.port(), "")).awaitIdle();
            assertThat(route.consumer()
                            .move(new Binding("lo", null), MoveMode.MAKE_BEFORE_BREAK, Duration.ofSeconds(1))
                            .toCompletableFuture())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining("from lo: this needs Linux and io.netty:netty-transport-native-epoll");
            mailbox.deliver(mail(1));
            route.awaitSubjects("mail 1");
            assertThat(server.accepted()).isEqualTo(1);
            route.close();
        }
    }

    @Test
    void saysWhichLibraryAProxyNeeds() {
        refuses(
                "&proxy=socks5://127.0.0.1:1080",
                "proxy is socks5://127.0.0.1:1080",
                "io.netty:netty-handler-proxy:4.",
                "on the class path, which is not there");
    }
}
