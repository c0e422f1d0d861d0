package org.camelpush.cops.failover;

import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A route that decides while there is no PDP. */
class LocalDecisionTest {

    private static final String LPDP = "&lpdp=direct:local&requestTimeout=1h";

    private final PolicyFixture policy = new PolicyFixture();

    @AfterEach
    void stop() {
        policy.close();
    }

    private void local(String command) {
        policy.route(builder -> builder.from("direct:local")
                .setHeader("seen", builder.simple("${body.clientInfo[0].data.toText} ${header.CamelCopsMessageType}"))
                .setHeader(CopsConstants.DECISION, builder.constant(command))
                .setBody(builder.constant("small")));
    }

    private static CopsDecision decision(Exchange exchange) {
        return exchange.getMessage().getBody(CopsDecision.class);
    }

    @Test
    void s2_f43_aRouteDecidesWhileThereIsNoPdpAndThePdpWhenThereIsOne() {
        local("REMOVE");
        Exchange without = policy.ask(policy.pep(LPDP), "gold", Map.of(CopsConstants.MESSAGE_TYPE, 7));
        assertThat(without.getException()).isNull();
        assertThat(decision(without).command()).isEqualTo(DecisionCommand.REMOVE);
        assertThat(decision(without).data().toText()).isEqualTo("small");
        assertThat(without.getMessage().getHeaders())
                .containsEntry(CopsConstants.LOCAL, true)
                .containsEntry(CopsConstants.DECISION, DecisionCommand.REMOVE)
                .containsEntry("seen", "gold 7");

        policy.pdp();
        await().atMost(PolicyFixture.PATIENCE).untilAsserted(() -> {
            Exchange with = policy.ask(policy.pep(LPDP), "gold");
            assertThat(decision(with).command()).isEqualTo(DecisionCommand.INSTALL);
            assertThat(with.getMessage().getHeader(CopsConstants.LOCAL)).isNull();
        });

        policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
        assertThat(decision(policy.ask(policy.pep(LPDP), "gold")).command()).isEqualTo(DecisionCommand.REMOVE);
    }

    @Test
    void s2_whatThePdpRefusesIsNotDecidedHere() {
        local("INSTALL");
        policy.pdp("", exchange -> {});
        assertThat(policy.ask(policy.pep(LPDP), "gold").getException()).hasMessageContaining("error 4");
    }

    @Test
    void s2_aRouteThatDoesNotDecideOrFailsFailsTheExchange() {
        local("PERHAPS");
        assertThat(policy.ask(policy.pep(LPDP), "gold").getException()).hasMessageContaining("PERHAPS");
        policy.route(builder -> builder.from("direct:broken").throwException(new IllegalStateException("no idea")));
        assertThat(policy.ask(
                                "cops:127.0.0.1:" + policy.port() + "?clientType=1&pepId=other&lpdp=direct:broken",
                                "gold")
                        .getException())
                .hasMessage("no idea");
    }

    @Test
    void s2_whatTheRouteLeavesOfTheRequestIsNoData() {
        policy.route(
                builder -> builder.from("direct:local").setHeader(CopsConstants.DECISION, builder.constant("INSTALL")));
        CopsRequest request = new CopsRequest(new Context(Context.CONFIGURATION, 0), null, null, List.of(), List.of());
        assertThat(decision(policy.ask(policy.pep(LPDP), request)).data().isEmpty())
                .isTrue();
    }
}
