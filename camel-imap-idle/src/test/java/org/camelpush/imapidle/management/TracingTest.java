package org.camelpush.imapidle.management;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
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

/** The spans of mails, with camel-opentelemetry2 and the SDK of OpenTelemetry. */
class TracingTest {

    private static final String STRANGERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider sdk = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept(spans)))
            .build();
    private final OpenTelemetryTracer camels = new OpenTelemetryTracer();
    private final MailboxScript mailbox = new MailboxScript();
    private final RouteFixture route = new RouteFixture();
    private final CountDownLatch released = new CountDownLatch(1);
    private ScriptedImapServer server;

    private record Kept(List<SpanData> spans) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @BeforeEach
    void trace() throws IOException {
        server = ScriptedImapServer.start(mailbox);
        route.registry().bind("tracer", sdk.get("test"));
        route.registry().bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        camels.setCamelContext(route.context());
        camels.init(route.context());
    }

    @AfterEach
    void stop() throws IOException {
        released.countDown();
        route.close();
        server.close();
        sdk.close();
    }

    private String uri(String options) {
        return RouteFixture.uri(server.port(), options);
    }

    private long deliver(String subject) {
        return mailbox.deliver(TestMails.plain(subject, "the body"));
    }

    /** The spans of mails; Camel's are of another kind. */
    private List<SpanData> mails() {
        return spans.stream()
                .filter(span -> span.getKind() == SpanKind.CONSUMER)
                .toList();
    }

    private List<SpanData> routes() {
        return spans.stream()
                .filter(span -> "EVENT_RECEIVED".equals(attribute(span, "op")))
                .toList();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private void awaitMails(int count) {
        await().atMost(PATIENCE).until(() -> mails().size() == count);
    }

    @Test
    void eachMailHasOneSpanThatSaysWhichItIsAndNothingOfItsContent() {
        route.start(uri("")).awaitIdle();
        long uid = deliver("secret subject");
        awaitMails(1);
        SpanData mail = mails().get(0);
        assertThat(mail.getName()).isEqualTo("process INBOX");
        assertThat(mail.getParentSpanContext().isValid()).isFalse();
        assertThat(mail.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attribute(mail, "messaging.system")).isEqualTo("imap");
        assertThat(attribute(mail, "messaging.operation.type")).isEqualTo("process");
        assertThat(attribute(mail, "messaging.destination.name")).isEqualTo("INBOX");
        assertThat(attribute(mail, "messaging.message.id"))
                .startsWith("INBOX/")
                .endsWith("/" + uid)
                .hasSizeGreaterThan(("INBOX//" + uid).length());
        assertThat(mail.getAttributes().get(AttributeKey.longKey("camel.imapidle.delivery_attempt")))
                .isEqualTo(1);

        assertThat(routes()).singleElement().satisfies(exchange -> {
            assertThat(exchange.getParentSpanId()).isEqualTo(mail.getSpanId());
            assertThat(exchange.getName()).isEqualTo("INBOX");
            assertThat(attribute(exchange, "messaging.system")).isEqualTo("imap");
            assertThat(attribute(exchange, "messaging.message.id")).isEqualTo(attribute(mail, "messaging.message.id"));
            assertThat(attribute(exchange, "camel.imapidle.notified_at")).isNotBlank();
            assertThat(Double.parseDouble(attribute(exchange, "camel.imapidle.notice_to_route_millis")))
                    .isPositive();
        });
        deliver("another secret");
        awaitMails(2);
        assertThat(mails().get(1).getTraceId()).isNotEqualTo(mail.getTraceId());
        assertThat(spans.toString()).doesNotContain("secret", "the body", RouteFixture.PASSWORD);
    }

    @Test
    void aSpanBeginsWhenTheServerTellsOfTheMailAndNotWhenItsTurnInTheRouteComes() {
        route.work(exchange -> released.await()).start(uri("")).awaitIdle();
        deliver("one");
        route.awaitSubjects("one");
        deliver("two");
        await().atMost(PATIENCE).until(() -> route.details().get("waiting").equals(1));
        released.countDown();
        awaitMails(2);
        assertThat(mails().get(1).getStartEpochNanos())
                .isLessThan(mails().get(0).getEndEpochNanos());
        assertThat(routes().get(1).getStartEpochNanos())
                .isGreaterThan(mails().get(1).getStartEpochNanos());
    }

    @Test
    void aSpanEndsWithTheAcknowledgementAlsoWhereAnotherRouteGivesIt() throws Exception {
        route.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later").process(exchange -> released.await());
                from(uri("")).routeId(RouteFixture.ROUTE).to("seda:later");
            }
        });
        route.context().start();
        route.awaitIdle();
        deliver("one");
        await().atMost(PATIENCE).until(() -> routes().size() == 1);
        assertThat(mails()).isEmpty();
        assertThat(route.consumer().getAcknowledged()).isZero();
        released.countDown();
        awaitMails(1);
        assertThat(mails().get(0).getEndEpochNanos())
                .isGreaterThan(routes().get(0).getEndEpochNanos());
    }

    @Test
    void aMailThatFailedAndComesAgainHasASpanForEachTime() {
        route.work(exchange -> {
                    if (route.subjects().size() < 2) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .start(uri("&redeliveryDelay=20"))
                .awaitIdle();
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
    void theHeadersOfAMailDoNotPutItIntoAStrangersTrace() {
        route.start(uri("")).awaitIdle();
        String mail = "traceparent: 00-" + STRANGERS_TRACE + "-00f067aa0ba902b7-00\r\nSubject: one\r\n\r\nbody\r\n";
        mailbox.deliver(mail.getBytes(StandardCharsets.US_ASCII));
        awaitMails(1);
        assertThat(routes()).hasSize(1);
        assertThat(spans).extracting(SpanData::getTraceId).doesNotContain(STRANGERS_TRACE);
    }

    @Test
    void anEndpointThatIsExcludedIsNotTraced() {
        camels.setExcludePatterns("imap-idle*");
        route.start(uri("")).awaitIdle();
        deliver("one");
        await().atMost(PATIENCE).until(() -> route.consumer().getAcknowledged() == 1);
        assertThat(spans).isEmpty();
    }
}
