package org.camelpush.mobility.sessions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.camelpush.mobility.MobilityRoutePolicy;
import org.camelpush.mobility.session.BearerProfile;
import org.camelpush.mobility.session.ServerSecurity;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.Gate;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.MailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A session has another server, another login, other limits on some bearers, and its own on the others. */
class ProfilesTest {

    private final MailServer server = new MailServer();
    private final HubFixture hub = new HubFixture();
    private final BearerProfile metered = new BearerProfile();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();

    @BeforeEach
    void prepare() {
        metered.setBearers("metered");
        hub.context()
                .getRegistry()
                .lookupByNameAndType("mobile", MobilityRoutePolicy.class)
                .setProfiles(List.of(metered));
        hub.work(exchange -> bodies.put(
                exchange.getIn().getHeader("Subject", String.class),
                String.valueOf(exchange.getIn().getBody(String.class))));
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    private void awaitIsOn(String bearer) {
        await().atMost(PATIENCE).until(() -> hub.status("inbox").get("bearer"), bearer::equals);
    }

    private String bodyOf(String subject) {
        await().atMost(PATIENCE).until(() -> bodies.containsKey(subject));
        return bodies.get(subject);
    }

    @Test
    void whereItCostsAnotherServerIsAskedForHeadersOnlyAndOtherwiseForAll() throws Exception {
        try (Gate other = new Gate(server.imapPort())) {
            metered.setPort(other.port());
            metered.setDownload("headers");
            metered.setIdleRenewal(Duration.ofMinutes(4));
            hub.mobileRoute("inbox", server.imapIdleUri("")).start();
            hub.bearers().report(Bearers.cellular());
            awaitIsOn("wwan0");
            assertThat(other.isIn("127.0.0.3")).isTrue();
            assertThat(MailServer.clients(server.imapPort())).doesNotContain("127.0.0.3");
            server.deliver("costly");
            assertThat(bodyOf("costly")).isEqualTo("null");

            hub.bearers().report(Bearers.wifi());
            awaitIsOn("wlan0");
            server.deliver("free");
            assertThat(bodyOf("free")).contains("body of free");
            assertThat(MailServer.clients(server.imapPort())).contains("127.0.0.2");

            hub.bearers().gone("wlan0");
            awaitIsOn("wwan0");
            server.deliver("costly again");
            assertThat(bodyOf("costly again")).isEqualTo("null");
            assertThat(hub.subjects()).containsExactly("costly", "free", "costly again");
        }
    }

    /** Nobody listens where the route says. */
    @Test
    void aBearerIsTriedByTheServerThatItHas() throws Exception {
        metered.setHost("127.0.0.1");
        metered.setPort(server.imapPort());
        hub.mobileRoute("inbox", server.imapIdleUri("").replace(":" + server.imapPort(), ":1"))
                .start();
        hub.bearers().report(Bearers.wifi());
        hub.bearers().report(Bearers.cellular());
        awaitIsOn("wwan0");
        assertThat(hub.outcomes()).containsExactly("OK - wwan0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void aProviderMayHaveAMailboxOfItsOwn(String protocol) {
        try (MailServer provider = new MailServer("alice.mobile", "other-pw")) {
            metered.setPort(protocol.equals("pop3") ? provider.pop3Port() : provider.imapPort());
            metered.setUsername("alice.mobile");
            metered.setPassword("other-pw");
            hub.mobileRoute("inbox", server.mailUri(protocol, "")).start();
            hub.bearers().report(Bearers.cellular());
            awaitIsOn("wwan0");
            provider.deliver("by the provider");
            bodyOf("by the provider");
            hub.bearers().report(Bearers.wifi());
            awaitIsOn("wlan0");
            server.deliver("by the usual one");
            bodyOf("by the usual one");
        }
    }

    private void assertThatItIsRefused(String uri, Consumer<BearerProfile> wrong, String... words) {
        wrong.accept(metered);
        assertThatThrownBy(() -> hub.mobileRoute("inbox", uri).start())
                .satisfies(failure -> assertThat(failure).rootCause().hasMessageContainingAll(words));
    }

    @Test
    void whatCannotBeIsSaidBeforeTheRouteStarts() {
        assertThatItIsRefused(
                server.imapIdleUri(""), profile -> profile.setDownload("some"), "metered", "some", "HEADERS");
    }

    @Test
    void anIdleThatLastsLongerThanServersAllowIsRefused() {
        assertThatItIsRefused(
                server.imapIdleUri(""), profile -> profile.setIdleRenewal(Duration.ofMinutes(30)), "metered", "29");
    }

    @Test
    void camelMailDownloadsAllOfAMail() {
        assertThatItIsRefused(
                server.mailUri("imap", ""), profile -> profile.setMaxDownloadSize(5L), "camel-mail", "download");
    }

    @Test
    void camelMailHasTheSecurityOfItsUri() {
        assertThatItIsRefused(
                server.mailUri("imap", ""),
                profile -> profile.setSecurity(ServerSecurity.TLS),
                "camel-mail",
                "security");
    }

    @Test
    void aPepHasOnePdp() {
        assertThatItIsRefused("cops:127.0.0.1:1?clientType=0x8001&pepId=a&role=pep", profile -> {}, "PEP", "profiles");
    }

    @Test
    void aProfileSaysForWhichBearersItIs() {
        assertThatThrownBy(() -> new BearerProfile().setBearers("roaming:somewhere"))
                .hasMessageContaining("roaming:somewhere");
        hub.context()
                .getRegistry()
                .lookupByNameAndType("mobile", MobilityRoutePolicy.class)
                .setProfiles(List.of(new BearerProfile()));
        assertThatItIsRefused(server.imapIdleUri(""), profile -> {}, "bearers");
    }
}
