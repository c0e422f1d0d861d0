package org.camelpush.cops.policy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A PEP's routes that listen, to a PDP that the test speaks for. */
class PepEndsTest {

    private static final CopsDecision CHANGED = CopsDecision.of(
            DecisionCommand.REMOVE, List.of(new DecisionData(DecisionData.Kind.NAMED, Octets.ofText("1 Mbit/s"))));

    private final PolicyFixture policy = new PolicyFixture();
    private final List<Exchange> heard = new CopyOnWriteArrayList<>();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws Exception {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        policy.close();
        listener.close();
    }

    /** A route that listens, and one that asks on the same connection. */
    private void pep(String options, Processor enforcer) {
        policy.route(builder -> {
            builder.from(uri("&role=pep" + options))
                    .routeId("pep")
                    .process(exchange -> heard.add(exchange.copy()))
                    .process(enforcer);
            builder.from("direct:ask")
                    .to(uri("&keepState=true&reportTimeout=" + (options.contains("reportTimeout") ? "300" : "30s")));
        });
    }

    private String uri(String options) {
        return PolicyFixture.pep(listener.getLocalPort(), options);
    }

    /** Asks, and answers for the PDP. */
    private RequestMessage configured(RawPeer pdp) throws Exception {
        CompletableFuture<Exchange> asked = policy.context()
                .createProducerTemplate()
                .asyncSend("direct:ask", exchange -> exchange.getIn()
                        .setHeader(CopsConstants.REQUEST_TYPE, Context.CONFIGURATION));
        RequestMessage request = pdp.read(RequestMessage.class);
        pdp.send(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(request));
        policy.context()
                .createProducerTemplate()
                .requestBodyAndHeaders(
                        "direct:ask",
                        null,
                        Map.of(
                                CopsConstants.OPERATION,
                                "REPORT",
                                CopsConstants.HANDLE,
                                asked.get().getMessage().getHeader(CopsConstants.HANDLE)));
        pdp.read(ReportMessage.class);
        return request;
    }

    private static void change(RawPeer pdp, RequestMessage request) throws Exception {
        pdp.send(CHANGED.unsolicited(request.clientType(), request.handle(), request.context()));
    }

    @Test
    void r7_aChangedDecisionIsCarriedOutByARouteAndItsReplyIsReported() throws Exception {
        pep("", exchange -> {
            exchange.getMessage().setBody("done");
            exchange.getMessage().setHeader(CopsConstants.REPORT_TYPE, "FAILURE");
        });
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = configured(pdp);
            change(pdp, request);
            ReportMessage report = pdp.read(ReportMessage.class);
            assertThat(report)
                    .isEqualTo(new ReportMessage(
                            0x8001,
                            true,
                            request.handle(),
                            ReportType.FAILURE,
                            List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, Octets.ofText("done"))),
                            null));
            assertThat(heard.get(0).getIn().getBody())
                    .isEqualTo(CopsDecision.of(
                            CHANGED.unsolicited(request.clientType(), request.handle(), request.context())));
            assertThat(heard.get(0).getIn().getHeaders())
                    .containsEntry(CopsConstants.EVENT, "decision")
                    .containsEntry(CopsConstants.DECISION, DecisionCommand.REMOVE)
                    .containsEntry(CopsConstants.REQUEST_TYPE, Context.CONFIGURATION)
                    .containsEntry(
                            CopsConstants.HANDLE, request.handle().value().toHex());
        }
    }

    @Test
    void o7_aRouteGetsAllDataOfADecisionAndASilentOneIsASuccess() throws Exception {
        pep("", exchange -> {});
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = configured(pdp);
            List<DecisionData> data = List.of(
                    new DecisionData(DecisionData.Kind.STATELESS, Octets.ofText("priority 3")),
                    new DecisionData(DecisionData.Kind.REPLACEMENT, Octets.ofText("instead")));
            pdp.send(CopsDecision.of(DecisionCommand.INSTALL, data)
                    .unsolicited(request.clientType(), request.handle(), request.context()));
            ReportMessage report = pdp.read(ReportMessage.class);
            assertThat(report.type()).isEqualTo(ReportType.SUCCESS);
            assertThat(report.clientInfo()).isEmpty();
            assertThat(heard.get(0)
                            .getIn()
                            .getBody(CopsDecision.class)
                            .decisions()
                            .get(0)
                            .data())
                    .isEqualTo(data);
        }
    }

    @Test
    void r7_f62_aRouteThatFailsOrIsLateOrSaysNonsenseIsAFailure() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        pep("&reportTimeout=300", exchange -> {
            if (heard.size() == 1) {
                throw new IllegalStateException("no room");
            } else if (heard.size() == 2) {
                exchange.getMessage().setHeader(CopsConstants.REPORT_TYPE, "PERHAPS");
            } else if (heard.size() == 3) {
                exchange.getMessage().setBody(new Object());
            } else {
                end.join();
            }
        });
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = configured(pdp);
            for (int round = 0; round < 4; round++) {
                change(pdp, request);
                assertThat(pdp.read(ReportMessage.class).type()).isEqualTo(ReportType.FAILURE);
            }
        } finally {
            end.complete(null);
        }
    }

    @Test
    void s5_l6_aSynchronizationAndAClientCloseBecomeExchanges() throws Exception {
        pep("", exchange -> {});
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = configured(pdp);
            pdp.send(new SynchronizeMessage(0x8001, null, null));
            assertThat(pdp.read(RequestMessage.class)).isEqualTo(request);
            pdp.read(SynchronizeCompleteMessage.class);
            pdp.send(new CloseMessage(0x8001, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null));
            await().atMost(PolicyFixture.PATIENCE).untilAsserted(() -> assertThat(heard)
                    .extracting(exchange -> exchange.getIn().getHeader(CopsConstants.EVENT))
                    .containsExactlyInAnyOrder("synchronize", "close"));
            assertThat(heard).anyMatch(exchange -> exchange.getIn().getBody() instanceof CloseMessage);
        }
    }

    @Test
    void l4_aRouteTellsWhatIsToBeAccountedFor() throws Exception {
        pep("&events=accounting", exchange -> exchange.getMessage().setBody("7 octets"));
        try (RawPeer pdp = RawPeer.pdp(listener)) {
            pdp.read(OpenMessage.class);
            pdp.send(new AcceptMessage(0x8001, new KeepAliveTimer(0), new AccountingTimer(1), null));
            RequestMessage request = configured(pdp);
            ReportMessage report = pdp.read(ReportMessage.class);
            assertThat(report)
                    .isEqualTo(new ReportMessage(
                            0x8001,
                            false,
                            request.handle(),
                            ReportType.ACCOUNTING,
                            List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, Octets.ofText("7 octets"))),
                            null));
        }
    }

    @Test
    void endsOfOnePepShareItsConnectionAndMustAgree() {
        pep("", exchange -> {});
        assertThatThrownBy(() -> policy.route(builder ->
                        builder.from(uri("&role=pep&bridgeErrorHandler=true")).to("mock:x")))
                .rootCause()
                .hasMessageContaining("has a consumer already");
        assertThatThrownBy(() -> policy.ask(uri("&requestTimeout=5s"), "x"))
                .rootCause()
                .hasMessageContaining("share a connection");
        policy.control(context -> context.getRouteController().stopRoute("pep"));
        policy.control(context -> context.getRouteController().startRoute("pep"));
    }
}
