package org.camelpush.cops.policy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A PDP's routes, to a PEP that the test speaks for: what they hear beside requests, and what they say unasked. */
class PdpEndsTest {

    private static final int TYPE = 0x8001;
    private static final Handle HANDLE = new Handle(Octets.ofHex("0000002a"));
    private static final RequestMessage CONFIGURATION =
            CopsRequest.of(new Context(Context.CONFIGURATION, 0), Octets.EMPTY).with(TYPE, HANDLE);

    private final PolicyFixture policy = new PolicyFixture();
    private final List<Exchange> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        policy.close();
    }

    private void pdp(String options) {
        policy.route(builder -> builder.from("cops:127.0.0.1:" + policy.port() + "?clientTypes=0x8001" + options)
                .routeId(PolicyFixture.PDP)
                .process(exchange -> heard.add(exchange.copy()))
                .setHeader(CopsConstants.DECISION, builder.constant("INSTALL"))
                .setBody(builder.simple("${null}")));
    }

    private List<Object> events() {
        return heard.stream()
                .map(exchange -> exchange.getIn().getHeader(CopsConstants.EVENT))
                .toList();
    }

    private void awaitEvents(Object... events) {
        await().atMost(PolicyFixture.PATIENCE)
                .untilAsserted(() -> assertThat(events()).containsExactlyInAnyOrder(events));
    }

    private Exchange heard(String event) {
        return heard.stream()
                .filter(exchange -> event.equals(exchange.getIn().getHeader(CopsConstants.EVENT)))
                .findFirst()
                .orElseThrow();
    }

    private CompletableFuture<Exchange> tell(String options, Map<String, Object> headers, Object body) {
        return policy.context()
                .createProducerTemplate()
                .asyncSend("cops:127.0.0.1:" + policy.port() + "?role=pdp&clientType=0x8001" + options, exchange -> {
                    exchange.getIn().setHeader(CopsConstants.PEP_ID, "raw");
                    headers.forEach(exchange.getIn()::setHeader);
                    exchange.getIn().setBody(body);
                });
    }

    /** A PEP with a configuration that is decided and reported on. */
    private RawPeer configured() throws Exception {
        RawPeer pep = RawPeer.openPep(policy.port(), TYPE);
        pep.send(CONFIGURATION);
        pep.read(DecisionMessage.class);
        return pep.send(new ReportMessage(TYPE, true, HANDLE, ReportType.SUCCESS, List.of(), null));
    }

    private static final Map<String, Object> INSTALL =
            Map.of(CopsConstants.HANDLE, "0000002a", CopsConstants.DECISION, "INSTALL", CopsConstants.REQUEST_TYPE, 8);

    @Test
    void f30_everyEventThatIsWantedBecomesAnExchange() throws Exception {
        pdp("&events=request,report,delete,open,close");
        try (RawPeer pep = configured()) {
            awaitEvents("open", "request", "report");
            assertThat(heard("open").getIn().getBody()).isInstanceOf(OpenMessage.class);
            assertThat(heard("report").getIn().getHeader(CopsConstants.REPORT_TYPE))
                    .isEqualTo(ReportType.SUCCESS);
            assertThat(heard("report").getIn().getHeader(CopsConstants.HANDLE)).isEqualTo("0000002a");
            assertThat(heard("report").getIn().getHeader(CopsConstants.PEP_ID)).isEqualTo("raw");
            pep.send(new DeleteMessage(TYPE, HANDLE, Reason.of(ReasonCode.TEAR), null));
            awaitEvents("open", "request", "report", "delete");
            pep.send(new CloseMessage(TYPE, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null));
            awaitEvents("open", "request", "report", "delete", "close");
            assertThat(heard("close").getIn().getBody()).isEqualTo(CopsError.of(ErrorCode.SHUTTING_DOWN));
        }
    }

    @Test
    void f31_aMissingReportIsAnEventAndFailsTheDirective() throws Exception {
        pdp("&events=request,reportTimeout&reportTimeout=300");
        try (RawPeer pep = configured()) {
            Exchange told = tell("", INSTALL, "new").get();
            pep.read(DecisionMessage.class);
            assertThat(told.getException())
                    .isInstanceOfSatisfying(CopsException.class, late -> assertThat(late.getKind())
                            .isEqualTo(CopsException.Kind.TIMEOUT));
            awaitEvents("request", "reportTimeout");
        }
    }

    @Test
    void r7_aDecisionIsChangedAndTheReportComesBack() throws Exception {
        pdp("");
        try (RawPeer pep = configured()) {
            CompletableFuture<Exchange> told = tell("", INSTALL, "20 Mbit/s");
            DecisionMessage decision = pep.read(DecisionMessage.class);
            assertThat(decision.solicited()).isFalse();
            assertThat(decision.decisions().get(0).command()).isEqualTo(DecisionCommand.INSTALL);
            assertThat(decision.decisions().get(0).data())
                    .containsExactly(new DecisionData(DecisionData.Kind.NAMED, Octets.ofText("20 Mbit/s")));
            pep.send(new ReportMessage(TYPE, true, HANDLE, ReportType.FAILURE, List.of(), null));
            assertThat(told.get().getMessage().getBody()).isInstanceOf(ReportMessage.class);
            assertThat(told.get().getMessage().getHeader(CopsConstants.REPORT_TYPE))
                    .isEqualTo(ReportType.FAILURE);
        }
    }

    @Test
    void s5_aPepIsAskedForItsStates() throws Exception {
        pdp("");
        try (RawPeer pep = configured()) {
            CompletableFuture<Exchange> told = tell("&operation=synchronize", Map.of(), null);
            assertThat(pep.read(SynchronizeMessage.class).handle()).isNull();
            pep.send(CONFIGURATION).send(new SynchronizeCompleteMessage(TYPE, null, null));
            assertThat(told.get().getException()).isNull();
            pep.read(DecisionMessage.class);
            tell("&operation=synchronize", Map.of(CopsConstants.HANDLE, "0000002a"), null);
            assertThat(pep.read(SynchronizeMessage.class).handle()).isEqualTo(HANDLE);
        }
    }

    @Test
    void t6_aPepIsRedirectedOrClosed() throws Exception {
        pdp("&redirectTo=127.0.0.2:7");
        try (RawPeer pep = configured()) {
            assertThat(tell("&operation=redirect&redirectTo=127.0.0.3", Map.of(), null)
                            .get()
                            .getException())
                    .isNull();
            assertThat(pep.read(CloseMessage.class).redirect())
                    .isEqualTo(new PdpRedirectAddress(InetAddress.getByName("127.0.0.3"), 3288));
        }
        try (RawPeer pep = configured()) {
            assertThat(tell("&operation=close", Map.of(), null).get().getException())
                    .isNull();
            assertThat(pep.read(CloseMessage.class).error()).isEqualTo(CopsError.of(ErrorCode.SHUTTING_DOWN));
        }
    }

    @Test
    void whatCannotBeToldFailsAndSaysWhy() {
        policy.context().start();
        assertThat(tell("", INSTALL, null).join().getException()).hasMessageContaining("No consumer");
        pdp("");
        assertThat(tell("", INSTALL, null).join().getException()).hasMessageContaining("has not opened");
        assertThat(tell("", Map.of(), null).join().getException()).hasMessageContaining("CamelCopsHandle");
        assertThat(tell("&operation=redirect", Map.of(), null).join().getException())
                .hasMessageContaining("redirectTo");
        assertThat(tell("&operation=report", Map.of(), null).join().getException())
                .hasMessageContaining("of a PEP");
        assertThat(tell("&operation=close", Map.of(CopsConstants.PEP_ID, ""), null)
                        .join()
                        .getException())
                .isNotNull();
        assertThat(policy.ask(policy.pep("&operation=decide"), "x").getException())
                .hasMessageContaining("of a PDP");
    }

    @Test
    void t3_f24_theStatesOfALostPepAreThereWhenItComesBackInTime() throws Exception {
        pdp("&events=request,close&accountingTimer=60s");
        configured().close();
        await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            LastPdpAddress us = new LastPdpAddress(InetAddress.getByName("127.0.0.1"), policy.port());
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, us, null));
            assertThat(pep.read(AcceptMessage.class).accountingTimer()).isEqualTo(new AccountingTimer(60));
            CompletableFuture<Exchange> told = tell("", INSTALL, "x");
            assertThat(pep.read(DecisionMessage.class).handle()).isEqualTo(HANDLE);
            pep.send(new ReportMessage(TYPE, true, HANDLE, ReportType.SUCCESS, List.of(), null));
            assertThat(told.get().getException()).isNull();
        }
        assertThat(events()).containsExactly("request");
    }

    @Test
    void t3_aPepThatStaysAwayIsOver() throws Exception {
        pdp("&events=request,close&stateTimeout=200");
        configured().close();
        awaitEvents("request", "close");
        assertThat(heard("close").getIn().getBody()).isEqualTo(CopsError.of(ErrorCode.COMMUNICATION_FAILURE));
    }

    @Test
    void t3_f36_moreLostPepsThanAllowedAreNotKept() throws Exception {
        pdp("&events=request,close&maxSessions=1");
        configured().close();
        await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
        try (RawPeer second = RawPeer.openPep(policy.port(), TYPE, "second")) {
            second.send(CONFIGURATION);
            second.read(DecisionMessage.class);
        }
        awaitEvents("request", "request", "close");
        assertThat(heard("close").getIn().getHeader(CopsConstants.PEP_ID)).isEqualTo("second");
    }

    @Test
    void f57_aPepWhoseReportsTheRouteDoesNotTakeIsNotReadAnyFurther() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        AtomicInteger reports = new AtomicInteger();
        policy.route(builder -> builder.from("cops:127.0.0.1:" + policy.port()
                        + "?clientTypes=0x8001&events=request,report&keepAliveTimer=1s")
                .routeId(PolicyFixture.PDP)
                .setHeader(CopsConstants.DECISION, builder.constant("INSTALL"))
                .process(exchange -> {
                    if ("report".equals(exchange.getIn().getHeader(CopsConstants.EVENT))
                            && reports.incrementAndGet() > 1) {
                        end.join();
                    }
                }));
        byte[] large = new byte[60_000];
        ReportMessage report = new ReportMessage(
                TYPE,
                false,
                HANDLE,
                ReportType.ACCOUNTING,
                List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, Octets.of(large))),
                null);
        RawPeer pep = configured();
        try {
            CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                try {
                    for (; count < 20_000; count++) {
                        pep.send(report);
                    }
                } catch (IOException closed) {
                    return count;
                }
                return count;
            });
            await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getPendingExchangesSize() >= 256);
            assertThat(sent).as("the sender is held up").isNotDone();
            pep.close();
            assertThat(sent.join()).isLessThan(20_000);
        } finally {
            end.complete(null);
        }
    }

    @Test
    void f40_aPepThatComesFromElsewhereIsAskedForItsStates() throws Exception {
        pdp("");
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            LastPdpAddress other = new LastPdpAddress(InetAddress.getByName("2001:db8::1"), 3288);
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, other, null));
            pep.read(AcceptMessage.class);
            assertThat(pep.read(SynchronizeMessage.class).clientType()).isEqualTo(TYPE);
        }
    }

    @Test
    void f21_a10_aSecondConnectionOfAPepReplacesTheFirst() throws Exception {
        pdp("");
        try (RawPeer first = configured();
                RawPeer second = configured()) {
            assertThat(first.read()).as("in silence").isNull();
            tell("", INSTALL, "x");
            assertThat(second.read(DecisionMessage.class).handle()).isEqualTo(HANDLE);
        }
    }
}
