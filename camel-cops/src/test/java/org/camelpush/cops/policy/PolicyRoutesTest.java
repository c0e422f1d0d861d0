package org.camelpush.cops.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.RequestMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A route asks, and a route decides. */
class PolicyRoutesTest {

    private final PolicyFixture policy = new PolicyFixture();

    @AfterEach
    void stop() {
        policy.close();
    }

    @Test
    void aRouteAsksAndARouteDecides() {
        policy.pdp("", exchange -> {
            boolean gold = new String(exchange.getIn()
                            .getBody(RequestMessage.class)
                            .clientInfo()
                            .get(0)
                            .data()
                            .toArray())
                    .equals("gold");
            exchange.getMessage().setHeader(CopsConstants.DECISION, gold ? "INSTALL" : "REMOVE");
            exchange.getMessage().setBody(gold ? "10 Mbit/s" : null);
        });
        policy.route(builder -> builder.from("direct:ask")
                .to(policy.pep(""))
                .choice()
                .when(builder.header(CopsConstants.DECISION).isEqualTo(DecisionCommand.INSTALL))
                .transform(builder.simple("allowed: ${body.data.toText}"))
                .otherwise()
                .transform(builder.constant("denied")));

        assertThat(policy.ask("direct:ask", "gold").getMessage().getBody()).isEqualTo("allowed: 10 Mbit/s");
        assertThat(policy.ask("direct:ask", "tin").getMessage().getBody()).isEqualTo("denied");
    }

    @Test
    void theSameInYaml() throws Exception {
        String yaml = """
                - route:
                    from:
                      uri: cops:127.0.0.1:%1$d
                      parameters:
                        clientTypes: "0x8001"
                      steps:
                        - choice:
                            when:
                              - simple: "${header.CamelCopsMessageType} == 7"
                                steps:
                                  - setHeader: {name: CamelCopsDecision, constant: INSTALL}
                                  - setBody: {constant: "10 Mbit/s"}
                            otherwise:
                              steps:
                                - setHeader: {name: CamelCopsDecision, constant: REMOVE}
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: cops:127.0.0.1:%1$d
                            parameters:
                              clientType: "0x8001"
                              pepId: pep1
                        - setBody: {simple: "${header.CamelCopsDecision} ${body.data.toText}"}
                """.formatted(policy.port());
        PluginHelper.getRoutesLoader(policy.context()).loadRoutes(ResourceHelper.fromString("policy.camel.yaml", yaml));
        policy.context().start();

        assertThat(answer(Map.of(CopsConstants.MESSAGE_TYPE, 7))).isEqualTo("INSTALL 10 Mbit/s");
        assertThat(answer(Map.of())).isEqualTo("REMOVE ");
    }

    private Object answer(Map<String, Object> headers) {
        return policy.ask("direct:ask", null, headers).getMessage().getBody();
    }

    @Test
    void theRequestComesWithAllItHasAndTheAnswerGoesBackWhole() {
        CopsRequest request = new CopsRequest(
                new Context(Context.OUTGOING_MESSAGE, 3),
                null,
                null,
                List.of(new ClientInfo(ClientInfo.Kind.NAMED, Octets.ofHex("00ff"))),
                List.of(new Decision(null, DecisionCommand.REMOVE, 0, List.of())));
        CopsDecision decision = new CopsDecision(
                List.of(
                        new Decision(
                                null,
                                DecisionCommand.INSTALL,
                                Decision.TRIGGER_ERROR,
                                List.of(new DecisionData(DecisionData.Kind.REPLACEMENT, Octets.ofHex("07")))),
                        new Decision(new Context(1, 1), DecisionCommand.NULL, 0, List.of())),
                null);
        List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
        policy.pdp("", exchange -> {
            headers.add(Map.copyOf(exchange.getIn().getHeaders()));
            exchange.getMessage().setBody(decision);
        });

        CopsDecision answer = policy.ask(policy.pep(""), request).getMessage().getBody(CopsDecision.class);

        assertThat(CopsRequest.of(policy.requests().get(0))).isEqualTo(request);
        assertThat(answer.decisions())
                .containsExactly(
                        new Decision(
                                request.context(),
                                DecisionCommand.INSTALL,
                                Decision.TRIGGER_ERROR,
                                decision.decisions().get(0).data()),
                        decision.decisions().get(1));
        assertThat(headers.get(0))
                .containsEntry(CopsConstants.CLIENT_TYPE, 0x8001)
                .containsEntry(CopsConstants.PEP_ID, "pep1")
                .containsEntry(CopsConstants.REQUEST_TYPE, Context.OUTGOING_MESSAGE)
                .containsEntry(CopsConstants.MESSAGE_TYPE, 3)
                .containsKeys(CopsConstants.HANDLE, CopsConstants.REMOTE_ADDRESS);
    }

    @Test
    void manyRequestsAreUnderWayOnOneConnectionAndEachGetsItsOwnAnswer() {
        List<Runnable> held = Collections.synchronizedList(new ArrayList<>());
        policy.asyncPdp("", new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                held.add(() -> {
                    RequestMessage request = exchange.getIn().getBody(RequestMessage.class);
                    exchange.getMessage().setHeader(CopsConstants.DECISION, DecisionCommand.INSTALL);
                    exchange.getMessage()
                            .setBody(request.clientInfo().get(0).data().toArray());
                    callback.done(false);
                });
                return false;
            }
        });
        List<CompletableFuture<Exchange>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String body = "request " + i;
            answers.add(policy.context().createProducerTemplate().asyncSend(policy.pep(""), exchange -> exchange.getIn()
                    .setBody(body)));
        }
        await().atMost(PolicyFixture.PATIENCE).until(() -> held.size() == 500);
        assertThat(policy.consumer().getSessions()).isEqualTo(1);
        Collections.shuffle(held);

        held.forEach(Runnable::run);

        for (int i = 0; i < 500; i++) {
            CopsDecision decision = answers.get(i).join().getMessage().getBody(CopsDecision.class);
            assertThat(decision.data().toText()).isEqualTo("request " + i);
        }
        assertThat(policy.requests()).extracting(RequestMessage::handle).doesNotHaveDuplicates();
    }

    @Test
    void f62_aRouteThatFailsIsAnsweredWithAnError() {
        policy.pdp("", exchange -> {
            throw new IllegalStateException("no policy today");
        });
        expectError4(policy.ask(policy.pep(""), "x"));
    }

    @Test
    void f62_aRouteThatDecidesNothingIsAnsweredWithAnError() {
        policy.pdp("", exchange -> {});
        expectError4(policy.ask(policy.pep(""), "x"));
    }

    @Test
    void f62_aRouteWithAWrongBodyOrCommandIsAnsweredWithAnError() {
        policy.pdp("", exchange -> {
            exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL");
            exchange.getMessage().setBody(new Object());
        });
        expectError4(policy.ask(policy.pep(""), "x"));
        policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
        policy.control(context -> context.removeRoute(PolicyFixture.PDP));
        policy.pdp("", exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "PERHAPS"));
        expectError4(policy.ask(policy.pep(""), "x"));
    }

    @Test
    void f62_aRouteThatIsLateIsAnsweredWithAnErrorAndOnce() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        policy.pdp("&requestTimeout=200", exchange -> end.join());
        expectError4(policy.ask(policy.pep(""), "x"));
        end.complete(null);
    }

    private static void expectError4(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOfSatisfying(CopsException.class, refused -> {
            assertThat(refused.getKind()).isEqualTo(CopsException.Kind.REFUSED);
            assertThat(refused.getError()).isEqualTo(CopsError.of(ErrorCode.UNABLE_TO_PROCESS));
        });
    }

    @Test
    void l10_f17_aClientTypeThatThePdpDoesNotTakeFailsWithItsReason() {
        policy.pdp();
        Exchange exchange =
                policy.ask("cops:127.0.0.1:" + policy.port() + "?clientType=2&pepId=pep1&reconnectDelay=100", "x");
        assertThat(exchange.getException()).isInstanceOfSatisfying(CopsException.class, refused -> {
            assertThat(refused.getKind()).isEqualTo(CopsException.Kind.CLIENT_TYPE_CLOSED);
            assertThat(refused.getError()).isEqualTo(CopsError.of(ErrorCode.UNSUPPORTED_CLIENT_TYPE));
            assertThat(refused).hasMessageContaining("client type 2");
        });
    }

    @Test
    void aPolicyServerCanBeAProxyOfAnother() {
        policy.pdp("", exchange -> {
            exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL");
            exchange.getMessage().setBody("from behind");
        });
        int front = PolicyFixture.freePort();
        policy.route(builder -> builder.from("cops:127.0.0.1:" + front).to(policy.pep("")));
        Exchange exchange = policy.ask(PolicyFixture.pep(front, ""), "x");
        assertThat(exchange.getMessage().getBody(CopsDecision.class).data().toText())
                .isEqualTo("from behind");
    }
}
