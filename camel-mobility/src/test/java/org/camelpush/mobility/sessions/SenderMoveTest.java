package org.camelpush.mobility.sessions;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelpush.mobility.MobileMailSender;
import org.camelpush.mobility.session.AmbiguousSendException;
import org.camelpush.mobility.session.BearerProfile;
import org.camelpush.mobility.session.OnAmbiguous;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.SmtpScript;
import org.camelpush.mobility.testkit.SmtpScript.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A sender of camel-mail: each mail goes by the bearer that is there, and none twice without a word. */
class SenderMoveTest {

    private final HubFixture hub = new HubFixture();
    private final MobileMailSender sender = new MobileMailSender();
    private SmtpScript server;
    private int lines = 1;
    private Duration patience = Duration.ofSeconds(15);

    @AfterEach
    void stop() throws Exception {
        hub.close();
        server.close();
    }

    private void start(BiPredicate<String, Point> goesOn) throws Exception {
        server = new SmtpScript(goesOn);
        sender.setMobility(hub.hub());
        sender.setCamelContext(hub.context());
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        sender.setPatience(patience);
        hub.bind("sender", sender);
        hub.routes(new RouteBuilder() {
            @Override
            public void configure() {
                // In the URI, since Camel 4.21 takes neither of them from headers unless told to.
                from("direct:send")
                        .toD("smtp:127.0.0.1:" + server.port() + "?javaMailSender=#sender&from=a@example.com"
                                + "&to=${variable.to}&subject=RAW(${variable.subject})");
            }
        });
        hub.start();
        hub.bearers().report(Bearers.wifi());
        sender.begin();
        hub.awaitState("smtp", "STABLE");
        hub.bearers().report(Bearers.cellular()); // only now: the sender begins with the first that answers
    }

    private Exchange send(String subject) {
        return send(subject, "bob@example.com");
    }

    private Exchange send(String subject, String to) {
        return hub.context().createProducerTemplate().request("direct:send", exchange -> {
            exchange.setVariable("subject", subject);
            exchange.setVariable("to", to);
            exchange.getIn().setBody(("a line of " + subject + "\r\n").repeat(lines));
        });
    }

    private List<String> taken() {
        return server.taken().stream()
                .map(line -> line.replaceAll(" <.*> ", " "))
                .toList();
    }

    /** Takes the Wi-Fi away at that point of that mail, once. */
    private BiPredicate<String, Point> losingWifi(String mail, Point where) {
        AtomicBoolean once = new AtomicBoolean();
        return (subject, point) -> {
            boolean here = subject.equals(mail) && point == where && once.compareAndSet(false, true);
            if (here) {
                hub.bearers().gone("wlan0");
            }
            return !here;
        };
    }

    @Test
    void scenario31_aMailWhoseBearerIsLostInItsBodyGoesByTheNextAndEachComesOnce() throws Exception {
        lines = 500_000; // more than the kernel takes without the server
        start(losingWifi("mail 3", Point.BODY));
        for (int i = 1; i <= 5; i++) {
            assertThat(send("mail " + i).getException()).isNull();
        }
        assertThat(taken())
                .containsExactly(
                        "mail 1 127.0.0.2",
                        "mail 2 127.0.0.2",
                        "mail 3 127.0.0.3",
                        "mail 4 127.0.0.3",
                        "mail 5 127.0.0.3");
    }

    @Test
    void scenario32_aMailOfWhichNobodyKnowsFailsAndSaysSo() throws Exception {
        start(losingWifi("doubtful", Point.FINAL_DOT));
        Exchange failed = send("doubtful");
        assertThat(failed.getException()).isInstanceOf(AmbiguousSendException.class);
        assertThat(((AmbiguousSendException) failed.getException()).getMessageId())
                .startsWith("<");
        assertThat(taken()).isEmpty();
        assertThat(send("next").getException()).isNull();
        assertThat(taken()).containsExactly("next 127.0.0.3");
    }

    @Test
    void scenario32_whenAskedItIsSentAgainWithTheSameMessageId() throws Exception {
        sender.setOnAmbiguous(OnAmbiguous.RESEND);
        start(losingWifi("doubtful", Point.FINAL_DOT));
        assertThat(send("doubtful").getException()).isNull();
        assertThat(taken()).containsExactly("doubtful 127.0.0.3");
        assertThat(server.doubted()).hasSize(1);
        assertThat(server.taken().get(0)).contains(server.doubted().get(0));
    }

    /** A mail that is held, with what becomes of its exchange. */
    private CompletableFuture<Exchange> hold() throws Exception {
        sender.setOnAmbiguous(OnAmbiguous.HOLD);
        start(losingWifi("doubtful", Point.FINAL_DOT));
        CompletableFuture<Exchange> exchange = CompletableFuture.supplyAsync(() -> send("doubtful"));
        await().atMost(PATIENCE).until(() -> !((List<?>) hub.status("smtp").get("held")).isEmpty());
        assertThat(hub.status("smtp").get("held")).isEqualTo(server.doubted());
        assertThat(hub.hub().getSummary()).contains("holds " + server.doubted());
        assertThat(send("next").getException()).as("others need not wait").isNull();
        assertThat(exchange).isNotDone();
        return exchange;
    }

    @Test
    void scenario32_aHeldMailIsSentAgainWithTheSameMessageIdWhenAPersonSaysSo() throws Exception {
        CompletableFuture<Exchange> exchange = hold();
        hub.request("mobility:gateway?operation=resend&session=smtp", null);
        assertThat(exchange.get().getException()).isNull();
        assertThat(taken()).containsExactly("next 127.0.0.3", "doubtful 127.0.0.3");
        assertThat(server.taken().get(1)).contains(server.doubted().get(0));
        assertThat((List<?>) hub.status("smtp").get("held")).isEmpty();
    }

    @Test
    void scenario32_aHeldMailIsDoneWithWhenAPersonHasFoundIt() throws Exception {
        CompletableFuture<Exchange> exchange = hold();
        hub.hub().dismiss("smtp");
        assertThat(exchange.get().getException()).isNull();
        assertThat(taken()).containsExactly("next 127.0.0.3");
    }

    @Test
    void scenario32_aHeldMailThatNobodyLooksForFails() throws Exception {
        sender.setOnAmbiguous(OnAmbiguous.HOLD);
        sender.setHoldTimeout(Duration.ofMillis(50));
        start(losingWifi("doubtful", Point.FINAL_DOT));
        assertThat(send("doubtful").getException()).isInstanceOf(AmbiguousSendException.class);
        assertThat(taken()).isEmpty();
    }

    @Test
    void aRefusalOfTheServerIsNoLostBearer() throws Exception {
        start((subject, point) -> true);
        assertThat(send("to nobody", "nobody@example.com").getException()).hasStackTraceContaining("550 no such user");
        assertThat(hub.outcomes()).containsExactly("OK - wlan0");
    }

    @Test
    void scenario45_withoutABearerAMailIsNotSentByAnotherWay() throws Exception {
        patience = Duration.ofMillis(300);
        start((subject, point) -> true);
        hub.bearers().gone("wlan0");
        hub.bearers().gone("wwan0");
        hub.awaitState("smtp", "OFFLINE");
        assertThat(send("waits").getException())
                .hasMessageContaining("no bearer")
                .hasMessageContaining("not sent");
        assertThat(taken()).isEmpty();
    }

    @Test
    void whatGoesByAProvidersNetworkGoesToTheRelayOfThatProvider() throws Exception {
        try (SmtpScript relay = new SmtpScript((subject, point) -> true)) {
            BearerProfile provider = new BearerProfile();
            provider.setBearers("cellular");
            provider.setPort(relay.port());
            provider.setUsername("alice@provider.example");
            provider.setPassword("secret");
            sender.setProfiles(List.of(provider));
            start(losingWifi("two", Point.BODY));
            assertThat(send("one").getException()).isNull();
            lines = 500_000;
            assertThat(send("two").getException()).isNull();
            assertThat(taken()).containsExactly("one 127.0.0.2");
            assertThat(relay.taken())
                    .singleElement()
                    .asString()
                    .startsWith("two ")
                    .endsWith(" 127.0.0.3");
            assertThat(relay.logins()).containsExactly("alice@provider.example");
            hub.bearers().report(Bearers.wifi());
            await().atMost(PATIENCE)
                    .until(() -> "wlan0".equals(hub.status("smtp").get("bearer")));
            lines = 1;
            assertThat(send("three").getException()).isNull();
            assertThat(taken()).containsExactly("one 127.0.0.2", "three 127.0.0.2");
            assertThat(server.logins()).isEmpty();
        }
    }

    @Test
    void aProfileOfASenderHasNoDownloadLimits() {
        BearerProfile profile = new BearerProfile();
        profile.setBearers("metered");
        profile.setDownload("HEADERS");
        sender.setProfiles(List.of(profile));
        assertThatThrownBy(() -> start((subject, point) -> true))
                .hasMessageContaining("metered")
                .hasMessageContaining("download");
    }

    @Test
    void theSenderMovesBetweenTwoMails() throws Exception {
        start((subject, point) -> true);
        send("one");
        hub.bearers().report(Bearers.ethernet());
        hub.awaitOutcomes("OK - wlan0", "OK wlan0 eth0");
        send("two");
        assertThat(taken()).containsExactly("one 127.0.0.2", "two 127.0.0.1");
    }
}
