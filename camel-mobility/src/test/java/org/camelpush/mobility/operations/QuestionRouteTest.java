package org.camelpush.mobility.operations;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.camelpush.mobility.EndpointPolicy;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LoopSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** A route that answers questions is the policy. */
class QuestionRouteTest {

    private static final String QUESTIONS = "mobility:gateway?events=questions";

    private final HubFixture hub = new HubFixture();

    @AfterEach
    void stop() {
        hub.close();
    }

    private void decide(RouteBuilder policy) {
        hub.routes(policy);
        LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK, MigrationMode.BREAK_BEFORE_MAKE));
        hub.start();
    }

    private static RouteBuilder answering(String decision) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(QUESTIONS).routeId("policy").setHeader("CamelMobilityDecision", constant(decision));
            }
        };
    }

    @Test
    void theRoutesReplyDecides() {
        decide(new RouteBuilder() {
            @Override
            public void configure() {
                from(QUESTIONS)
                        .choice()
                        .when(simple("${header.CamelMobilityNewMetered} == true"
                                + " && ${header.CamelMobilityDirection} == 'UPGRADE'"))
                        .setHeader("CamelMobilityDecision", constant("ignore"))
                        .otherwise()
                        .setHeader("CamelMobilityDecision", constant("accept:stopCurrent"))
                        .setHeader("CamelMobilityWhy", simple("${header.CamelMobilityNewBearer} is free"));
            }
        });
        hub.bearers().report(Bearers.up("vsat0", BearerType.SATELLITE, "127.0.0.4"));
        hub.awaitOutcomes("OK - vsat0");
        hub.bearers().report(Bearers.cellular());
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - vsat0", "OK vsat0 wlan0");
        assertThat(hub.status("loop").get("why")).isEqualTo("wlan0 is free");
    }

    @Test
    void theRouteMayChooseAnotherBearerThanTheProposedOne() {
        decide(new RouteBuilder() {
            @Override
            public void configure() {
                from(QUESTIONS)
                        .setHeader("CamelMobilityDecision", constant("accept"))
                        .setHeader("CamelMobilityBearer", simple("${header.CamelMobilityCandidates[last]}"));
            }
        });
        hub.bearers().report(Bearers.wifi());
        hub.awaitState("loop", "STABLE");
        hub.bearers().report(Bearers.cellular());
        hub.bearers().report(Bearers.ethernet());
        hub.awaitOutcomes("OK - wlan0", "OK wlan0 wwan0");
    }

    @Test
    void scenario18_aRouteThatDoesNotDecideIsAnsweredFor() {
        decide(answering("perhaps"));
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wlan0");
        assertThat(hub.told().toString()).contains("perhaps", "it must be accept, ignore");
    }

    @Test
    void scenario18_aRouteThatFailsIsAnsweredFor() {
        decide(new RouteBuilder() {
            @Override
            public void configure() {
                from(QUESTIONS).throwException(new IllegalStateException("no idea"));
            }
        });
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wlan0");
        assertThat(hub.told().toString()).contains("no idea");
    }

    @Test
    void scenario17_aRouteThatHangsDoesNotKeepTheSessionOffline() {
        CountDownLatch never = new CountDownLatch(1);
        hub.hub().setDecisionTimeout(Duration.ofMillis(200));
        decide(new RouteBuilder() {
            @Override
            public void configure() {
                from(QUESTIONS).process(exchange -> never.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
        });
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wlan0");
        never.countDown();
    }

    @Test
    void scenario35_whatTheRouteLeavesToAPersonWaitsForTheApproval() {
        decide(answering("pending:5m"));
        hub.bearers().report(Bearers.cellular());
        hub.awaitState("loop", "DECIDING");
        await().atMost(PATIENCE).until(() -> hub.told().toString().contains("policy route says so"));
        hub.request("mobility:gateway?operation=approve&session=loop", null);
        hub.awaitOutcomes("OK - wwan0");
    }

    @Test
    void aRouteThatSaysOfflineKeepsTheSessionOffline() {
        decide(answering("offline"));
        hub.bearers().report(Bearers.cellular());
        hub.awaitState("loop", "OFFLINE");
        assertThat(hub.events()).contains("offline");
    }

    @Test
    void anEndpointCanBeAskedAsAPartOfAChain() {
        EndpointPolicy policy = new EndpointPolicy();
        policy.setUri("direct:decide");
        policy.setCamelContext(hub.context());
        hub.hub().setPolicy(policy);
        decide(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:decide").setHeader("CamelMobilityDecision", constant("accept:immediately"));
            }
        });
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wlan0");
    }

    @Test
    void twoPoliciesInOneHubAreRefused() {
        hub.routes(answering("ignore"));
        hub.start();
        assertThatThrownBy(() -> hub.context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(QUESTIONS + "&bridgeErrorHandler=true")
                                .routeId("second")
                                .to("mock:end");
                    }
                }))
                .hasMessage("There is a policy in this hub already: only one can take its questions. Use a"
                        + " ChainPolicy to ask several");
        assertThat(List.of(hub.context()
                        .getRouteController()
                        .getRouteStatus("policy")
                        .name()))
                .containsExactly("Started");
    }
}
