package org.camelpush.imapidle.management;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelpush.imapidle.RouteFixture;
import org.camelpush.imapidle.testkit.MailboxScript;
import org.camelpush.imapidle.testkit.ScriptedImapServer;
import org.camelpush.imapidle.testkit.TestMails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.imapidle.RouteFixture.PATIENCE;

/** The spans of mails, with the SDK of OpenTelemetry. */
class TracingTest {

    private static final String STRANGERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    private final MailboxScript mailbox = new MailboxScript();
    private final RouteFixture route = new RouteFixture();
    private final CountDownLatch released = new CountDownLatch(1);
    private ScriptedImapServer server;

    @BeforeEach
    void serve() throws IOException {
        GlobalOpenTelemetry.resetForTest();
        server = ScriptedImapServer.start(mailbox);
    }

    @AfterEach
    void stop() throws IOException {
        released.countDown();
        route.close();
        server.close();
        sdk.close();
        GlobalOpenTelemetry.resetForTest();
    }

    private String uri(String options) {
        return RouteFixture.uri(server.port(), options);
    }

    private void startTraced(String options) {
        route.registry().bind("openTelemetry", OpenTelemetry.class, sdk);
        route.start(uri(options)).awaitIdle();
    }

    private long deliver(String subject) {
        return mailbox.deliver(TestMails.plain(subject, "the body"));
    }

    /** What a tracer in the route does: a span below the one that it finds. */
    private void step(Exchange exchange) {
        sdk.getTracer("application").spanBuilder("step").startSpan().end();
    }

    private List<SpanData> mails() {
        return named("process INBOX");
    }

    private List<SpanData> named(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private void awaitMails(int count) {
        await().atMost(PATIENCE).until(() -> mails().size() == count);
    }

    private void awaitAcknowledged(int count) {
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == count);
    }

    @Test
    void eachMailHasOneSpanThatSaysWhichItIsAndNothingOfItsContent() {
        startTraced("");
        long uid = deliver("secret subject");
        awaitMails(1);
        SpanData mail = mails().get(0);
        assertThat(mail.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(mail.getParentSpanContext().isValid()).isFalse();
        assertThat(mail.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attribute(mail, "messaging.system")).isEqualTo("imap");
        assertThat(attribute(mail, "messaging.operation.type")).isEqualTo("process");
        assertThat(attribute(mail, "messaging.destination.name")).isEqualTo("INBOX");
        assertThat(attribute(mail, "messaging.message.id"))
                .startsWith("INBOX/")
                .endsWith("/" + uid)
                .hasSizeGreaterThan(("INBOX//" + uid).length());
        assertThat(mail.getAttributes().get(AttributeKey.longKey("server.port")))
                .isEqualTo(server.port());
        assertThat(mail.getAttributes().get(AttributeKey.longKey("camel.imapidle.delivery_attempt")))
                .isEqualTo(1);

        deliver("another secret");
        awaitMails(2);
        assertThat(mails().get(1).getTraceId()).isNotEqualTo(mail.getTraceId());
        assertThat(spans.getFinishedSpanItems().toString())
                .doesNotContain("secret", "the body", "@", RouteFixture.PASSWORD);
    }

    @Test
    void whatTheRouteTracesIsBelowTheSpanOfItsMail() {
        route.work(this::step);
        startTraced("&maxInFlight=4");
        for (int i = 0; i < 4; i++) {
            deliver("no. " + i);
        }
        awaitMails(4);
        assertThat(named("step"))
                .extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrderElementsOf(
                        mails().stream().map(SpanData::getSpanId).toList());
    }

    @Test
    void aSpanBeginsWhenTheServerTellsOfTheMailAndNotWhenItsTurnInTheRouteComes() {
        route.work(exchange -> {
            released.await();
            step(exchange);
        });
        startTraced("");
        deliver("one");
        route.awaitSubjects("one");
        deliver("two");
        await().atMost(PATIENCE).until(() -> route.details().get("waiting").equals(1));
        released.countDown();
        awaitMails(2);
        assertThat(mails().get(1).getStartEpochNanos())
                .isLessThan(mails().get(0).getEndEpochNanos());
        assertThat(named("step").get(1).getStartEpochNanos())
                .isGreaterThan(mails().get(1).getStartEpochNanos());
    }

    @Test
    void aSpanEndsWithTheAcknowledgementAlsoWhereAnotherRouteGivesIt() throws Exception {
        route.registry().bind("openTelemetry", OpenTelemetry.class, sdk);
        route.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later").process(exchange -> released.await());
                from(uri(""))
                        .routeId(RouteFixture.ROUTE)
                        .process(TracingTest.this::step)
                        .to("seda:later");
            }
        });
        route.context().start();
        route.awaitIdle();
        deliver("one");
        await().atMost(PATIENCE).until(() -> named("step").size() == 1);
        assertThat(mails()).isEmpty();
        assertThat(route.consumer().getAcknowledged()).isZero();
        released.countDown();
        awaitMails(1);
    }

    @Test
    void aMailThatFailedAndComesAgainHasASpanForEachTime() {
        route.work(exchange -> {
            if (route.subjects().size() < 2) {
                throw new IllegalStateException("on purpose");
            }
        });
        startTraced("&redeliveryDelay=20");
        deliver("one");
        awaitMails(2);
        SpanData failed = mails().get(0);
        SpanData again = mails().get(1);
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(again.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(again.getStartEpochNanos()).isGreaterThan(failed.getStartEpochNanos());
        assertThat(again.getAttributes().get(AttributeKey.longKey("camel.imapidle.delivery_attempt")))
                .isEqualTo(2);
    }

    @Test
    void theHeadersOfAMailDoNotBecomeThoseByWhichATracerFindsAParent() {
        route.keepExchanges();
        startTraced("");
        String parent = "00-" + STRANGERS_TRACE + "-00f067aa0ba902b7-00";
        String mail = "traceparent: " + parent + "\r\nTraceState: a=b\r\nbaggage: a=b\r\nb3: " + STRANGERS_TRACE
                + "\r\nX-B3-TraceId: " + STRANGERS_TRACE + "\r\nSubject: one\r\n\r\nbody\r\n";
        mailbox.deliver(mail.getBytes(StandardCharsets.US_ASCII));
        awaitMails(1);
        assertThat(route.exchanges().get(0).getIn().getHeaders())
                .containsKey("Subject")
                .doesNotContainKeys("traceparent", "tracestate", "baggage", "b3", "x-b3-traceid");
        assertThat(mails()).extracting(SpanData::getTraceId).doesNotContain(STRANGERS_TRACE);
    }

    @Test
    void aTracerInTheRegistryWillDo() {
        route.registry().bind("tracer", sdk.getTracer("application"));
        route.start(uri("")).awaitIdle();
        deliver("one");
        awaitMails(1);
    }

    @Test
    void theGlobalOneIsTakenWhereTheRegistryHasNone() {
        GlobalOpenTelemetry.set(sdk);
        route.start(uri("")).awaitIdle();
        deliver("one");
        awaitMails(1);
    }

    @Test
    void whereThereIsNoneNothingIsTracedAndTheGlobalOneCanStillBeSet() {
        route.start(uri("")).awaitIdle();
        deliver("one");
        awaitAcknowledged(1);
        GlobalOpenTelemetry.set(sdk); // throws where somebody asked for it
        deliver("two");
        awaitAcknowledged(2);
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }
}
