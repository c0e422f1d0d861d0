package org.camelpush.imapidle.network;

import java.io.IOException;

import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.DovecotServer;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.RequiresDovecot;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.camelpush.imapidle.testkit.TunnelProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.Conversation.mail;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** The names of the servers end in .invalid: nobody but the proxy knows them. */
class ProxyTest {

    private static final String FAST = "&reconnectDelay=50&maxReconnectDelay=100";

    private final RouteFixture route = new RouteFixture();
    private final MailboxScript mailbox = new MailboxScript();
    private TunnelProxy proxy;

    @AfterEach
    void stop() throws IOException {
        route.close();
        proxy.close();
    }

    private static String uri(int port, String options) {
        return "imap-idle:mail.invalid:" + port + "?username=alice&password=" + RouteFixture.PASSWORD
                + "&startTls=false" + FAST + options;
    }

    private String through(String scheme) {
        return "&proxy=" + scheme + "://127.0.0.1:" + proxy.port();
    }

    private void pushesThrough(String scheme, String login) throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox)) {
            route.start(uri(server.port(), through(scheme) + login)).awaitIdle();
            mailbox.deliver(mail(1));
            route.awaitSubjects("mail 1");
            assertThat(proxy.destinations()).containsExactly("mail.invalid:" + server.port());
            route.close();
        }
    }

    @Test
    void pushesThroughSocks5() throws Exception {
        proxy = TunnelProxy.socks5(null, null);
        pushesThrough("socks5", "");
    }

    @Test
    void pushesThroughSocks5WithAPassword() throws Exception {
        proxy = TunnelProxy.socks5("joe", "p:w@x");
        pushesThrough("socks5", "&proxyUsername=joe&proxyPassword=RAW(p:w@x)");
    }

    @Test
    void pushesThroughHttpConnect() throws Exception {
        proxy = TunnelProxy.http(null, null);
        pushesThrough("http", "");
    }

    @Test
    void pushesThroughHttpConnectWithAPassword() throws Exception {
        proxy = TunnelProxy.http("joe", "p:w\u00fc");
        pushesThrough("http", "&proxyUsername=joe&proxyPassword=RAW(p:w\u00fc)");
    }

    @Test
    @RequiresDovecot
    void tlsIsWithTheServerAndNotWithTheProxy() throws Exception {
        proxy = TunnelProxy.socks5(null, null);
        try (DovecotServer server = DovecotServer.start()) {
            route.trust(server.certificates())
                    .start("imaps-idle:localhost:" + server.tlsPort() + "?sslContextParameters=#tls&username=alice"
                            + "&password=" + server.password() + through("socks5"))
                    .awaitIdle();
            server.deliver("alice", TestMails.plain("secured", "words"));
            route.awaitSubjects("secured");
            assertThat(proxy.destinations()).containsExactly("localhost:" + server.tlsPort());
        }
    }

    @Test
    @RequiresDovecot
    void startTlsGoesThroughHttpConnect() throws Exception {
        proxy = TunnelProxy.http(null, null);
        try (DovecotServer server = DovecotServer.start()) {
            route.trust(server.certificates())
                    .start("imap-idle:localhost:" + server.port() + "?sslContextParameters=#tls&username=alice"
                            + "&password=" + server.password() + through("http"))
                    .awaitIdle();
            server.deliver("alice", TestMails.plain("secured", "words"));
            route.awaitSubjects("secured");
        }
    }

    @Test
    void anAddressIsGivenToTheProxyAsAnAddress() throws Exception {
        proxy = TunnelProxy.socks5(null, null);
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox)) {
            route.start(RouteFixture.uri(server.port(), through("socks5"))).awaitIdle();
            assertThat(proxy.destinations()).containsExactly("127.0.0.1:" + server.port());
            route.close();
        }
    }

    private void refusedWith(String scheme, String login, String... words) throws Exception {
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox)) {
            route.start(uri(server.port(), through(scheme) + login));
            await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= 2);
            assertThat(route.consumer().getLastError())
                    .contains("The proxy " + scheme + "://127.0.0.1:" + proxy.port() + " made no connection to "
                            + "mail.invalid:" + server.port())
                    .contains(words);
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void saysThatSocks5ForbidsTheDestination() throws Exception {
        proxy = TunnelProxy.socks5(null, null);
        proxy.refuse();
        refusedWith("socks5", "", "FORBIDDEN");
    }

    @Test
    void saysThatSocks5WantsAPassword() throws Exception {
        proxy = TunnelProxy.socks5("joe", "secret");
        refusedWith("socks5", "", "authMethod");
    }

    @Test
    void saysThatSocks5RefusesThePassword() throws Exception {
        proxy = TunnelProxy.socks5("joe", "secret");
        refusedWith("socks5", "&proxyUsername=joe&proxyPassword=wrong", "socks5, password", "authStatus: ");
        assertThat(route.consumer().getLastError()).doesNotContain("wrong");
    }

    @Test
    void saysThatHttpWantsAPassword() throws Exception {
        proxy = TunnelProxy.http("joe", "secret");
        refusedWith("http", "", "407 Proxy Authentication Required");
    }

    @Test
    void saysThatHttpForbidsTheDestination() throws Exception {
        proxy = TunnelProxy.http(null, null);
        proxy.refuse();
        refusedWith("http", "", "403 Forbidden");
    }

    @Test
    void saysThatTheProxyIsDown() throws Exception {
        proxy = TunnelProxy.socks5(null, null);
        proxy.close();
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox)) {
            route.start(uri(server.port(), through("socks5")));
            await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= 2);
            assertThat(route.consumer().getLastError())
                    .contains("No connection to mail.invalid:" + server.port()
                            + " through the proxy socks5://127.0.0.1:" + proxy.port());
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void aProxyThatNeverAnswersIsLeftAfterTheConnectTimeoutAndPushGoesOnWhenItDoes() throws Exception {
        proxy = TunnelProxy.http(null, null);
        proxy.beSilent();
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox)) {
            route.start(uri(server.port(), through("http") + "&connectTimeout=300"));
            await().atMost(PATIENCE).until(() -> route.consumer().getLosses() >= 2);
            assertThat(route.consumer().getLastError()).contains("No answer from the server while CONNECTING");
            proxy.restore();
            mailbox.deliver(mail(1));
            route.awaitSubjects("mail 1");
            route.close();
        }
    }
}
