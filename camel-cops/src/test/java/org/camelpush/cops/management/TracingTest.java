package org.camelpush.cops.management;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The spans of requests, with the SDK of OpenTelemetry. */
class TracingTest {

    private static final String NAME = "REQ 0x8001";
    private static final Map<String, Object> CONFIGURATION = Map.of(CopsConstants.REQUEST_TYPE, Context.CONFIGURATION);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private final PolicyFixture policy = new PolicyFixture();
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeEach
    void noGlobalOne() {
        GlobalOpenTelemetry.resetForTest();
    }

    @AfterEach
    void stop() {
        released.countDown();
        policy.close();
        sdk.close();
        GlobalOpenTelemetry.resetForTest();
    }

    private void traced() {
        policy.context().getRegistry().bind("openTelemetry", OpenTelemetry.class, sdk);
    }

    private void tracedPdp() {
        traced();
        policy.pdp();
    }

    /** What a tracer in the route does: a span below the one that it finds. */
    private void step(Exchange exchange) {
        sdk.getTracer("application").spanBuilder("step").startSpan().end();
        exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL");
    }

    private List<SpanData> named(String name, SpanKind kind) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name) && span.getKind() == kind)
                .toList();
    }

    private SpanData one(SpanKind kind) {
        await().atMost(PolicyFixture.PATIENCE).until(() -> named(NAME, kind).size() == 1);
        return named(NAME, kind).get(0);
    }

    private static List<String> events(SpanData span) {
        return span.getEvents().stream().map(EventData::getName).toList();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private static Long number(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.longKey(name));
    }

    @Test
    void aRequestHasASpanAtEachSideThatSaysWhatItIsAndNothingOfItsContent() {
        tracedPdp();
        policy.ask(policy.pep(""), "a secret flow");
        SpanData served = one(SpanKind.SERVER);
        SpanData asked = one(SpanKind.CLIENT);
        for (SpanData span : List.of(served, asked)) {
            assertThat(events(span)).containsExactly("DEC");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(attribute(span, "rpc.system")).isEqualTo("cops");
            assertThat(attribute(span, "rpc.method")).isEqualTo("REQ");
            assertThat(attribute(span, "camel.cops.pep_id")).isEqualTo("pep1");
            assertThat(attribute(span, "camel.cops.decision")).isEqualTo("INSTALL");
            assertThat(number(span, "camel.cops.client_type")).isEqualTo(0x8001);
            assertThat(number(span, "camel.cops.request_type")).isEqualTo(1);
            assertThat(number(span, "camel.cops.message_type")).isZero();
        }
        assertThat(attribute(served, "camel.cops.handle"))
                .isEqualTo(policy.requests().get(0).handle().value().toHex());
        assertThat(attribute(served, "network.peer.address")).isEqualTo("127.0.0.1");
        assertThat(number(served, "network.peer.port")).isPositive();
        assertThat(served.getParentSpanContext().isValid()).isFalse();
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("secret");
    }

    @Test
    void whatTheRouteOfAPdpTracesIsBelowTheSpanOfItsRequest() {
        traced();
        policy.pdp("", this::step);
        for (int i = 0; i < 4; i++) {
            policy.ask(policy.pep(""), "flow " + i);
        }
        await().atMost(PolicyFixture.PATIENCE)
                .until(() -> named(NAME, SpanKind.SERVER).size() == 4);
        assertThat(named("step", SpanKind.INTERNAL))
                .extracting(SpanData::getParentSpanId)
                .containsExactlyElementsOf(named(NAME, SpanKind.SERVER).stream()
                        .map(SpanData::getSpanId)
                        .toList());
    }

    @Test
    void theSpanOfAPepIsBelowTheOneInWhichItAsks() {
        tracedPdp();
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("")));
        Span outer = sdk.getTracer("application").spanBuilder("outer").startSpan();
        try (Scope within = outer.makeCurrent()) {
            assertThat(within).isNotNull();
            policy.ask("direct:ask", "a flow");
        } finally {
            outer.end();
        }
        assertThat(one(SpanKind.CLIENT).getParentSpanId())
                .isEqualTo(outer.getSpanContext().getSpanId());
    }

    @Test
    void theSpansOfAConfigurationEndWithItsReport() {
        tracedPdp();
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("&keepState=true")));
        Exchange asked = policy.ask("direct:ask", "a flow", CONFIGURATION);
        assertThat(asked.getException()).isNull();
        assertThat(spans.getFinishedSpanItems()).isEmpty();
        report(asked, "SUCCESS");
        for (SpanKind side : List.of(SpanKind.SERVER, SpanKind.CLIENT)) {
            SpanData span = one(side);
            assertThat(events(span)).containsExactly("DEC", "RPT");
            assertThat(span.getEvents().get(1).getAttributes().get(AttributeKey.stringKey("camel.cops.report_type")))
                    .isEqualTo("SUCCESS");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        }
    }

    /** A PEP that listens carries out what its PDP decides unasked, and reports so. */
    private void decidedUnasked(String type, Map<String, Object> headers) {
        tracedPdp();
        policy.route(builder -> {
            builder.from(policy.pep("&role=pep"))
                    .process(this::step)
                    .setHeader(CopsConstants.REPORT_TYPE)
                    .constant(type);
            builder.from("direct:ask").to(policy.pep("&keepState=true"));
        });
        Exchange asked = policy.ask("direct:ask", "a flow", headers);
        if (!headers.isEmpty()) {
            report(asked, "SUCCESS");
        }
        Map<String, Object> told = new HashMap<>(headers);
        told.put(CopsConstants.PEP_ID, "pep1");
        told.put(CopsConstants.HANDLE, asked.getMessage().getHeader(CopsConstants.HANDLE));
        told.put(CopsConstants.DECISION, "REMOVE");
        policy.ask("cops:127.0.0.1:" + policy.port() + "?role=pdp&clientType=0x8001", "a secret", told);
        await().atMost(PolicyFixture.PATIENCE)
                .until(() -> named("DEC 0x8001", SpanKind.CLIENT).size() == 1
                        && named("DEC 0x8001", SpanKind.SERVER).size() == 1);
    }

    @Test
    void aDecisionThatNobodyHasAskedForHasASpanAtEachSideUpToItsReport() {
        decidedUnasked("SUCCESS", CONFIGURATION);
        SpanData decided = named("DEC 0x8001", SpanKind.CLIENT).get(0);
        SpanData enforced = named("DEC 0x8001", SpanKind.SERVER).get(0);
        for (SpanData span : List.of(decided, enforced)) {
            assertThat(events(span)).containsExactly("DEC", "RPT");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(attribute(span, "rpc.method")).isEqualTo("DEC");
            assertThat(attribute(span, "camel.cops.pep_id")).isEqualTo("pep1");
            assertThat(attribute(span, "camel.cops.decision")).isEqualTo("REMOVE");
            assertThat(attribute(span, "camel.cops.handle"))
                    .isEqualTo(policy.requests().get(0).handle().value().toHex());
            assertThat(number(span, "camel.cops.client_type")).isEqualTo(0x8001);
        }
        assertThat(enforced.getParentSpanContext().isValid()).isFalse();
        assertThat(named("step", SpanKind.INTERNAL))
                .extracting(SpanData::getParentSpanId)
                .containsExactly(enforced.getSpanId());
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("secret");
    }

    @Test
    void aDecisionThatCouldNotBeCarriedOutIsAnErrorOnBothSides() {
        decidedUnasked("FAILURE", CONFIGURATION);
        for (SpanKind side : List.of(SpanKind.SERVER, SpanKind.CLIENT)) {
            assertThat(named("DEC 0x8001", side).get(0).getStatus().getDescription())
                    .isEqualTo("reported as failed");
        }
    }

    @Test
    void aDecisionThatNeedsNoReportEndsAtThePdpAtOnce() {
        decidedUnasked("SUCCESS", Map.of());
        assertThat(events(named("DEC 0x8001", SpanKind.CLIENT).get(0))).containsExactly("DEC");
        assertThat(events(named("DEC 0x8001", SpanKind.SERVER).get(0))).containsExactly("DEC", "RPT");
    }

    @Test
    void aDecisionThatReachesNobodyIsAnError() {
        tracedPdp();
        policy.ask(
                "cops:127.0.0.1:" + policy.port() + "?role=pdp&clientType=0x8001",
                null,
                Map.of(CopsConstants.PEP_ID, "pep1", CopsConstants.HANDLE, "2a", CopsConstants.DECISION, "REMOVE"));
        await().atMost(PolicyFixture.PATIENCE)
                .until(() -> named("DEC 0x8001", SpanKind.CLIENT).size() == 1);
        assertThat(named("DEC 0x8001", SpanKind.CLIENT).get(0).getStatus().getDescription())
                .contains("has not opened");
    }

    private void report(Exchange asked, String type) {
        policy.ask(
                "direct:ask",
                null,
                Map.of(
                        CopsConstants.OPERATION,
                        "REPORT",
                        CopsConstants.HANDLE,
                        asked.getMessage().getHeader(CopsConstants.HANDLE),
                        CopsConstants.REPORT_TYPE,
                        type));
    }

    @Test
    void aReportOfAFailureIsAnError() {
        tracedPdp();
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("&keepState=true")));
        report(policy.ask("direct:ask", "a flow", CONFIGURATION), "FAILURE");
        for (SpanKind side : List.of(SpanKind.SERVER, SpanKind.CLIENT)) {
            assertThat(one(side).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(one(side).getStatus().getDescription()).isEqualTo("reported as failed");
        }
    }

    @Test
    void aReportThatDoesNotComeIsAnErrorAtThePdp() {
        traced();
        policy.pdp("&reportTimeout=50", this::step);
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("&keepState=true")));
        policy.ask("direct:ask", "a flow", CONFIGURATION);
        assertThat(one(SpanKind.SERVER).getStatus().getDescription())
                .isEqualTo("the PEP has not reported within reportTimeout");
        assertThat(named(NAME, SpanKind.CLIENT)).as("it may still report").isEmpty();
    }

    @Test
    void whatIsDeletedBeforeItsReportIsAnErrorOnBothSides() {
        tracedPdp();
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("&keepState=true")));
        Exchange asked = policy.ask("direct:ask", "a flow", CONFIGURATION);
        policy.ask(
                "direct:ask",
                null,
                Map.of(
                        CopsConstants.OPERATION,
                        "DELETE",
                        CopsConstants.HANDLE,
                        asked.getMessage().getHeader(CopsConstants.HANDLE)));
        assertThat(one(SpanKind.SERVER).getStatus().getDescription())
                .isEqualTo("the PEP has deleted the request state");
        assertThat(one(SpanKind.CLIENT).getStatus().getDescription()).isEqualTo("the request state was deleted");
    }

    @Test
    void aRequestThatFailsIsAnErrorOnBothSides() {
        traced();
        policy.pdp("", exchange -> {
            throw new IllegalStateException("on purpose");
        });
        policy.ask(policy.pep(""), "a flow");
        assertThat(one(SpanKind.SERVER).getStatus().getDescription())
                .isEqualTo("decided with error 4 UNABLE_TO_PROCESS");
        assertThat(one(SpanKind.CLIENT).getStatus().getDescription())
                .isEqualTo("the PDP answered with error 4 UNABLE_TO_PROCESS");
    }

    @Test
    void aRequestWhoseConnectionIsLostIsAnErrorOnBothSides() {
        traced();
        policy.pdp("", exchange -> released.await());
        policy.route(builder -> builder.from("seda:ask").to(policy.pep("")));
        policy.context().createProducerTemplate().sendBody("seda:ask", "a flow");
        await().atMost(PolicyFixture.PATIENCE).until(() -> policy.requests().size() == 1);
        assertThat(policy.consumer().closeSessions("pep1")).isEqualTo(1);
        assertThat(one(SpanKind.SERVER).getStatus().getDescription())
                .isEqualTo("the client type is closed with error 11 SHUTTING_DOWN");
        assertThat(one(SpanKind.CLIENT).getStatus().getDescription()).contains("closed with error 11");
    }

    @Test
    void aTracerInTheRegistryWillDo() {
        policy.context().getRegistry().bind("tracer", sdk.getTracer("application"));
        policy.pdp();
        policy.ask(policy.pep(""), "a flow");
        assertThat(one(SpanKind.SERVER)).isNotNull();
    }

    @Test
    void theGlobalOneIsTakenWhereTheRegistryHasNone() {
        GlobalOpenTelemetry.set(sdk);
        policy.pdp();
        policy.ask(policy.pep(""), "a flow");
        assertThat(one(SpanKind.SERVER)).isNotNull();
    }

    @Test
    void whereThereIsNoneNothingIsTracedAndTheGlobalOneCanStillBeSet() {
        policy.pdp();
        policy.ask(policy.pep(""), "a flow");
        GlobalOpenTelemetry.set(sdk); // throws where somebody asked for it
        policy.ask(policy.pep(""), "another flow");
        assertThat(policy.requests()).hasSize(2);
        assertThat(named(NAME, SpanKind.SERVER)).isEmpty();
    }
}
