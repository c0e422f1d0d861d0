package org.camelpush.cops.lifecycle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.testkit.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class LifecycleTest {

    private final PolicyFixture policy = new PolicyFixture();

    @AfterEach
    void stop() {
        policy.close();
    }

    @Test
    void l11_aPdpThatStopsTellsEveryClientTypeOfEveryPep() throws Exception {
        policy.pdp();
        try (RawPeer one = RawPeer.openPep(policy.port(), 0x8001);
                RawPeer two = RawPeer.openPep(policy.port(), 0x8001, "two")) {
            policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
            CloseMessage goodbye = new CloseMessage(0x8001, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null);
            assertThat(one.read()).isEqualTo(goodbye);
            assertThat(one.read()).isNull();
            assertThat(two.read()).isEqualTo(goodbye);
        }
    }

    @Test
    void f62_whatIsUnderWayIsDecidedBeforeThePdpStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> go = new CompletableFuture<>();
        policy.pdp("", exchange -> {
            begun.countDown();
            go.join();
            exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL");
        });
        CompletableFuture<Exchange> asked =
                policy.context().createProducerTemplate().asyncSend(policy.pep(""), exchange -> {});
        begun.await();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(
                () -> policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP)));

        go.complete(null);

        assertThat(asked.get().getMessage().getBody(CopsDecision.class).command())
                .isEqualTo(DecisionCommand.INSTALL);
        stopped.join();
    }

    @Test
    void aPdpThatIsStoppedAndStartedIsFoundAgain() {
        policy.pdp();
        assertThat(policy.ask(policy.pep(""), "x").getException()).isNull();
        policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
        policy.control(context -> context.getRouteController().startRoute(PolicyFixture.PDP));
        await().atMost(PolicyFixture.PATIENCE)
                .until(() -> policy.ask(policy.pep(""), "x").getException() == null);
    }

    @Test
    void producersOfOnePepShareItsConnectionAndTheLastOneEndsIt() {
        policy.pdp("", exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
        policy.route(builder -> {
            builder.from("direct:a").routeId("a").to(policy.pep(""));
            builder.from("direct:b").routeId("b").to(policy.pep("&operation=request&keepState=false"));
        });
        assertThat(policy.ask("direct:a", "x").getException()).isNull();
        assertThat(policy.ask("direct:b", "x").getException()).isNull();
        assertThat(policy.consumer().getSessions()).isEqualTo(1);

        policy.control(context -> context.stop());
        assertThat(policy.context().isStopped()).isTrue();
    }

    @Test
    void aPortThatIsInUseIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(policy.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(policy::pdp).rootCause().hasMessageContaining("in use");
        }
    }

    @Test
    void consumersOfDifferentClientTypesShareAPort() {
        policy.pdp();
        policy.route(builder -> builder.from("cops:127.0.0.1:" + policy.port() + "?clientTypes=5")
                .routeId("five")
                .setHeader(CopsConstants.DECISION, builder.constant("REMOVE")));
        policy.route(builder -> builder.from("cops:127.0.0.1:" + policy.port())
                .routeId("others")
                .setHeader(CopsConstants.DECISION, builder.constant("NULL")));
        assertThat(commandOf("0x8001")).isEqualTo(DecisionCommand.INSTALL);
        assertThat(commandOf("5")).isEqualTo(DecisionCommand.REMOVE);
        assertThat(commandOf("6")).isEqualTo(DecisionCommand.NULL);
        assertThat(policy.consumer().getSessions()).as("of one PEP").isEqualTo(1);

        policy.control(context -> context.getRouteController().stopRoute("others"));
        assertThat(commandOf("5")).as("the others go on").isEqualTo(DecisionCommand.REMOVE);
        assertThat(policy.ask(uri("6"), "x").getException()).isNotNull();
    }

    private String uri(String clientType) {
        return "cops:127.0.0.1:" + policy.port() + "?pepId=shared&requestTimeout=3s&reconnectDelay=100&clientType="
                + clientType;
    }

    private DecisionCommand commandOf(String clientType) {
        return policy.ask(uri(clientType), "x")
                .getMessage()
                .getBody(CopsDecision.class)
                .command();
    }

    @Test
    void aClientTypeThatIsTakenIsNamedAndSoAreOtherOptions() {
        policy.pdp();
        assertThatThrownBy(() -> consumer("?clientTypes=5,0x8001")).rootCause().hasMessageContaining("0x8001");
        assertThatThrownBy(() -> consumer("?clientTypes=5&keepAliveTimer=5s"))
                .rootCause()
                .hasMessageContaining("same options");
        consumer("");
        assertThatThrownBy(() -> consumer("?requestTimeout=1s"))
                .rootCause()
                .hasMessageContaining("without clientTypes");
    }

    private void consumer(String options) {
        policy.route(builder ->
                builder.from("cops:127.0.0.1:" + policy.port() + options).to("mock:x"));
    }

    @Test
    void l11_t6_aSuspendedPdpSendsItsPepsElsewhereAndComesBack() throws Exception {
        policy.pdp("&redirectTo=127.0.0.2:13288", exchange -> exchange.getMessage()
                .setHeader(CopsConstants.DECISION, "INSTALL"));
        try (RawPeer pep = RawPeer.openPep(policy.port(), 0x8001)) {
            policy.control(context -> context.getRouteController().suspendRoute(PolicyFixture.PDP));
            assertThat(pep.read(CloseMessage.class))
                    .isEqualTo(new CloseMessage(
                            0x8001,
                            CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER),
                            new PdpRedirectAddress(InetAddress.getByName("127.0.0.2"), 13288),
                            null));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
        assertThatThrownBy(() -> RawPeer.pep(policy.port())).isInstanceOf(IOException.class);
        policy.control(context -> context.getRouteController().resumeRoute(PolicyFixture.PDP));
        RawPeer.openPep(policy.port(), 0x8001).close();
    }

    @Test
    void l10_whatIsNotServedIsRedirected() throws Exception {
        policy.pdp("&redirectTo=127.0.0.2", exchange -> {});
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(new OpenMessage(77, new PepId("raw"), null, null, null));
            CloseMessage close = pep.read(CloseMessage.class);
            assertThat(close.error()).isEqualTo(CopsError.of(ErrorCode.UNSUPPORTED_CLIENT_TYPE));
            assertThat(close.redirect().port()).isEqualTo(3288);
        }
    }
}
