package org.camelpush.imapidle.configuration;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** Tokens of Camel's own OAuth profiles, which came with Camel 4.19: what gives them is played here. */
class OAuthProfileTest {

    private static final String HELPER = "org.apache.camel.support.OAuthHelper";
    private static final String FACTORY_TYPE = "org.apache.camel.spi.OAuthClientAuthenticationFactory";
    private static final AtomicInteger ASKED = new AtomicInteger();

    private final RouteFixture route = new RouteFixture();

    /** Plays the class that Camel has since 4.19. */
    public static final class Helper {

        private Helper() {}

        public static String resolveOAuthToken(CamelContext context, String profile) {
            int number = ASKED.incrementAndGet();
            if (profile.equals("broken")) {
                throw new IllegalStateException("no such client");
            }
            return profile.equals("empty") ? null : profile + "-token-" + number;
        }
    }

    /** Plays what camel-oauth implements. */
    public interface Factory {
        String FACTORY = "oauth-client-authentication-factory-that-nobody-has";
    }

    private void play(Class<?> helper) {
        play(helper, null);
    }

    private void play(Class<?> helper, Class<?> factory) {
        ASKED.set(0);
        route.context().setClassResolver(new DefaultClassResolver(route.context()) {
            @Override
            public Class<?> resolveClass(String name) {
                return switch (name) {
                    case HELPER -> helper;
                    case FACTORY_TYPE -> factory;
                    default -> super.resolveClass(name);
                };
            }
        });
    }

    private static String uri(int port, String options) {
        return "imap-idle:127.0.0.1:" + port + "?startTls=false&username=alice" + options;
    }

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void eachLoginHasATokenOfItsOwn() throws Exception {
        play(Helper.class);
        MailboxScript mailbox = new MailboxScript()
                .capabilities("IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER IDLE")
                .credentials("alice", "work-token-1");
        try (ScriptedImapServer server = ScriptedImapServer.start(mailbox)) {
            route.start(uri(server.port(), "&oauthProfile=work"));
            route.awaitIdle();
            mailbox.credentials("alice", "work-token-2");
            route.consumer().reconnect();
            await().atMost(PATIENCE).until(() -> server.accepted() == 2);
            route.awaitIdle();
            assertThat(server.transcript())
                    .filteredOn(line -> line.contains("AUTHENTICATE"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("OAUTHBEARER"));
        }
    }

    @Test
    void whoGivesNoTokenIsNamed() throws Exception {
        for (String profile : new String[] {"broken", "empty"}) {
            try (RouteFixture other = new RouteFixture();
                    ScriptedImapServer server = ScriptedImapServer.start(new MailboxScript())) {
                play(Helper.class);
                other.context().setClassResolver(route.context().getClassResolver());
                other.start(uri(server.port(), "&oauthProfile=" + profile));
                other.awaitState("BACKING_OFF");
                assertThat(other.consumer().getStatusMessage())
                        .contains("No credentials for the login")
                        .contains(profile.equals("empty") ? "profile empty gave no token" : "no such client");
            }
        }
    }

    @Test
    void aCamelWithoutProfilesSaysSo() {
        play(null);
        assertThatThrownBy(() -> route.context().getEndpoint(uri(143, "&oauthProfile=work")))
                .hasStackTraceContaining("Option oauthProfile is work; it must be left out on Camel")
                .hasStackTraceContaining("use Camel 4.19 or newer with camel-oauth, or an authenticator");
    }

    @Test
    void withoutCamelOAuthTheRouteDoesNotStart() {
        play(Helper.class, Factory.class);
        assertThatThrownBy(() -> route.start(uri(143, "&oauthProfile=work")))
                .hasStackTraceContaining(
                        "Option oauthProfile is work; it must be used with org.apache.camel:camel-oauth:"
                                + route.context().getVersion() + " on the class path, which is not there");
    }

    @Test
    void aCamelWithOtherProfilesSaysSo() {
        play(String.class);
        assertThatThrownBy(() -> route.context().getEndpoint(uri(143, "&oauthProfile=work")))
                .hasStackTraceContaining("Option oauthProfile cannot be used on Camel");
    }
}
