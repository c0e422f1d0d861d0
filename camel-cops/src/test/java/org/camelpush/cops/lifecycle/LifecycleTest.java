package org.camelpush.cops.lifecycle;

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
                RawPeer two = RawPeer.openPep(policy.port(), 0x8001)) {
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
    void aPortThatIsInUseIsNamed() {
        policy.pdp();
        assertThatThrownBy(
                        () -> policy.route(builder -> builder.from("cops:127.0.0.1:" + policy.port() + "?clientTypes=5")
                                .to("mock:x")))
                .rootCause()
                .hasMessageContaining("in use");
    }
}
