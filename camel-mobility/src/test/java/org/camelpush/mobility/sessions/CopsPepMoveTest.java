package org.camelpush.mobility.sessions;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelpush.cops.CopsEndpoint;
import org.camelpush.cops.CopsPepConsumer;
import org.camelpush.cops.net.PepClient;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LogLines;
import org.camelpush.mobility.testkit.MailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A PEP goes from one bearer to the other, and its PDP knows it again. */
class CopsPepMoveTest {

    private static final String PEP = "?clientType=0x8001&pepId=edge-1&reconnectDelay=100";

    private final HubFixture hub = new HubFixture();
    private final List<String> atPdp = new CopyOnWriteArrayList<>();
    private final List<String> atPep = new CopyOnWriteArrayList<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private int port;

    private void start() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        hub.routes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("cops:127.0.0.1:" + port + "?clientTypes=0x8001&events=request,delete,close")
                                .process(CopsPepMoveTest.this::decide);
                        from("direct:ask").to("cops:127.0.0.1:" + port + PEP + "&keepState=true");
                        from("direct:change")
                                .to("cops:127.0.0.1:" + port + "?role=pdp&clientType=0x8001&operation=DECIDE");
                        from(pep())
                                .routeId("pep")
                                .routePolicyRef("mobile")
                                .process(exchange ->
                                        atPep.add(exchange.getIn().getHeader("CamelCopsEvent", String.class)));
                    }
                })
                .start();
    }

    private String pep() {
        return "cops:127.0.0.1:" + port + PEP + "&role=pep";
    }

    @AfterEach
    void stop() {
        slow.countDown();
        hub.close();
    }

    private void decide(Exchange exchange) throws InterruptedException {
        String event = exchange.getIn().getHeader("CamelCopsEvent", String.class);
        atPdp.add(event);
        if ("request".equals(event)) {
            String asked = exchange.getContext()
                    .getTypeConverter()
                    .convertTo(String.class, exchange.getIn().getBody());
            if (asked.contains("slow")) {
                slow.await();
            }
            exchange.getMessage().setHeader("CamelCopsDecision", "INSTALL");
            exchange.getMessage().setBody("yes");
        }
    }

    private Exchange ask(String body, Map<String, Object> headers) {
        return hub.context().createProducerTemplate().request("direct:ask", exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeaders(headers);
        });
    }

    private void awaitConnectedFrom(String... addresses) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(MailServer.clients(port)).containsExactly(addresses));
    }

    @Test
    void scenario45_withoutABearerAPepConnectsNowhereEvenForItsProducers() throws Exception {
        start();
        CompletableFuture<Exchange> asked = CompletableFuture.supplyAsync(() -> ask("early", Map.of()));
        await().atMost(PATIENCE)
                .until(() -> hub.context().getInflightRepository().size() > 0);
        assertThat(MailServer.clients(port)).isEmpty();
        assertThat(atPdp).isEmpty();
        assertThat(hub.context().getEndpoint(pep(), CopsEndpoint.class).getPending())
                .isOne();

        hub.bearers().report(Bearers.cellular());

        hub.awaitOutcomes("OK - wwan0");
        assertThat(asked.get().getMessage().getHeader("CamelCopsDecision")).hasToString("INSTALL");
        awaitConnectedFrom("127.0.0.3");
    }

    @Test
    void itsStatesAndWhatThePdpWantsUnaskedGoOnOnTheNextBearer() throws IOException {
        start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        String handle = ask("first", Map.of()).getMessage().getHeader("CamelCopsHandle", String.class);

        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        awaitConnectedFrom("127.0.0.2");
        Exchange renewed = ask("again", Map.of("CamelCopsHandle", handle));
        assertThat(renewed.getException()).isNull();
        assertThat(renewed.getMessage().getHeader("CamelCopsDecision")).hasToString("INSTALL");

        hub.bearers().gone("wlan0");
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0", "OK - wwan0");
        awaitConnectedFrom("127.0.0.3");
        hub.context()
                .createProducerTemplate()
                .sendBodyAndHeaders(
                        "direct:change",
                        "no",
                        Map.of("CamelCopsPepId", "edge-1", "CamelCopsHandle", handle, "CamelCopsDecision", "REMOVE"));
        await().atMost(PATIENCE).until(() -> atPep.contains("decision"));
        assertThat(atPdp).as("the states were never over").doesNotContain("delete", "close");
    }

    @Test
    void aPepThatLosesItsOnlyBearerSaysThatNoNetworkMayBeUsedAndTriesNone() throws Exception {
        start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        CopsPepConsumer consumer =
                (CopsPepConsumer) hub.context().getRoute("pep").getConsumer();
        try (LogLines log = LogLines.of(PepClient.class)) {
            hub.bearers().gone("wwan0");
            hub.awaitState("pep", "OFFLINE");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(consumer.getStatusMessage())
                    .endsWith("is not open at PDP 127.0.0.1:" + port + ": no network may be used"));
            hub.bearers().report(Bearers.wifi());
            awaitConnectedFrom("127.0.0.2");
            assertThat(log.warnings()).as("nothing was tried that could fail").isEmpty();
        }
    }

    @Test
    void whatWasAskedIsAnsweredBeforeTheOldBearerIsLeft() throws Exception {
        start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        CompletableFuture<Exchange> asked = CompletableFuture.supplyAsync(() -> ask("slow", Map.of()));
        await().atMost(PATIENCE).until(() -> atPdp.contains("request"));

        hub.bearers().report(Bearers.wifi());
        hub.awaitState("pep", "DRAINING");
        awaitConnectedFrom("127.0.0.3");
        slow.countDown();

        assertThat(asked.get().getMessage().getHeader("CamelCopsDecision")).hasToString("INSTALL");
        hub.awaitOutcomes("OK - wwan0", "OK wwan0 wlan0");
        awaitConnectedFrom("127.0.0.2");
    }

    @Test
    void scenario20_whereThePdpDoesNotAnswerOnTheNewBearerThePepGoesBack() throws IOException {
        hub.hub().setValidate(false);
        start();
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wwan0");
        hub.bearers().report(Bearers.wifi().withAddresses(List.of("192.0.2.77")));
        hub.awaitOutcomes("OK - wwan0", "COULD_NOT_CONNECT wwan0 wlan0", "OK - wwan0");
        awaitConnectedFrom("127.0.0.3");
    }
}
