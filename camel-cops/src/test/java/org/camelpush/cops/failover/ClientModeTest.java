package org.camelpush.cops.failover;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.security.Keys;
import org.camelpush.cops.testkit.RawPeer;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** PDPs that dial, and PEPs that listen, on real sockets. */
class ClientModeTest {

    private static final int TYPE = 0x8001;
    private static final String DIALS = "&clientMode=true&reconnectDelay=50&maxReconnectDelay=100";
    private static final String LISTENS = "&clientMode=false&maxReconnectDelay=200&requestTimeout=1m";

    private final PolicyFixture policy = new PolicyFixture();

    @AfterEach
    void stop() {
        policy.close();
    }

    private void pdp(String options) {
        policy.pdp(DIALS + options, exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
    }

    private void pep(String options) {
        policy.route(builder ->
                builder.from("direct:ask").routeId("pep").to(policy.pep(LISTENS + "&keepState=true" + options)));
    }

    private CompletableFuture<Exchange> asking() {
        return policy.context().createProducerTemplate().asyncSend("direct:ask", exchange -> exchange.getIn()
                .setHeaders(new HashMap<>()));
    }

    private Exchange ask() {
        return policy.ask("direct:ask", "a flow");
    }

    /** A PDP that dials, as soon as somebody listens. */
    private RawPeer dialling() {
        RawPeer[] peer = new RawPeer[1];
        await().atMost(PolicyFixture.PATIENCE)
                .ignoreExceptionsInstanceOf(ConnectException.class)
                .until(() -> {
                    peer[0] = RawPeer.pep(policy.port());
                    return true;
                });
        return peer[0];
    }

    private static void accept(RawPeer pdp) throws IOException {
        assertThat(pdp.read(OpenMessage.class).clientType()).isEqualTo(TYPE);
        pdp.send(new AcceptMessage(TYPE, new KeepAliveTimer(0), null, null));
    }

    /** How often the PDP's route had a request of this handle. */
    private long timesAsked(Object handle) {
        return policy.requests().stream()
                .filter(Objects::nonNull) // the body of an open is none
                .filter(request -> request.handle().value().toHex().equals(handle))
                .count();
    }

    private static void decide(RawPeer pdp) throws IOException {
        pdp.send(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(pdp.read(RequestMessage.class)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPdpGoesToAPepThatListensWhicheverIsThereFirst(boolean pdpFirst) {
        if (pdpFirst) {
            pdp("");
            pep("");
        } else {
            pep("");
            pdp("");
        }
        Exchange asked = ask();
        assertThat(asked.getException()).isNull();
        assertThat(asked.getMessage().getHeader(CopsConstants.DECISION)).isEqualTo(DecisionCommand.INSTALL);
        assertThat(policy.requests()).hasSize(1);
        assertThat(policy.consumer().getStatusMessage())
                .isEqualTo("Is connected to the PEP at 127.0.0.1:" + policy.port());
        assertThat(policy.consumer().isListening()).isTrue();
    }

    @Test
    void allFourEndsWorkTheOtherWayRoundToo() {
        pdp("&events=request,report,open");
        List<Object> enforced = new CopyOnWriteArrayList<>();
        policy.route(builder -> builder.from(policy.pep(LISTENS + "&role=pep"))
                .process(exchange -> enforced.add(exchange.getIn().getHeader(CopsConstants.DECISION))));
        pep("");
        Object handle = policy.ask("direct:ask", null, Map.of(CopsConstants.REQUEST_TYPE, 8))
                .getMessage()
                .getHeader(CopsConstants.HANDLE);
        policy.ask("direct:ask", null, Map.of(CopsConstants.OPERATION, "REPORT", CopsConstants.HANDLE, handle));
        String voice = "cops:127.0.0.1:" + policy.port() + "?role=pdp&clientType=0x8001";
        Map<String, Object> who = Map.of(CopsConstants.PEP_ID, "pep1", CopsConstants.HANDLE, handle);
        Map<String, Object> change = new HashMap<>(who);
        change.put(CopsConstants.DECISION, "REMOVE");
        Exchange changed = policy.ask(voice, null, change);
        assertThat(changed.getMessage().getHeader(CopsConstants.REPORT_TYPE)).isEqualTo(ReportType.SUCCESS);
        assertThat(enforced).containsExactly(DecisionCommand.REMOVE);
        assertThat(timesAsked(handle)).isEqualTo(1);
        assertThat(policy.ask(voice + "&operation=SYNCHRONIZE", null, Map.of(CopsConstants.PEP_ID, "pep1"))
                        .getException())
                .isNull();
        await().atMost(PolicyFixture.PATIENCE).until(() -> timesAsked(handle) == 2);
    }

    @Test
    void aPdpThatComesBackFindsTheRequestStates() throws Exception {
        pdp("");
        pep("");
        Object handle = ask().getMessage().getHeader(CopsConstants.HANDLE);
        policy.context().getRouteController().stopRoute(PolicyFixture.PDP);
        policy.context().getRouteController().startRoute(PolicyFixture.PDP);
        Exchange renewed = policy.ask("direct:ask", "a flow", Map.of(CopsConstants.HANDLE, handle));
        assertThat(renewed.getException()).isNull();
        await().atMost(PolicyFixture.PATIENCE).until(() -> timesAsked(handle) >= 2);
    }

    @Test
    void aPdpGoesToAPepThatComesBack() throws Exception {
        pdp("");
        pep("");
        assertThat(ask().getException()).isNull();
        policy.context().getRouteController().stopRoute("pep");
        await().atMost(PolicyFixture.PATIENCE).until(() -> !policy.consumer().isListening());
        policy.context().getRouteController().startRoute("pep");
        assertThat(ask().getException()).isNull();
        assertThat(policy.requests()).hasSize(2);
    }

    @Test
    void aPdpThatMayNotTryAgainDoesNot() throws Exception {
        try (ServerSocket listener = new ServerSocket(policy.port(), 5, InetAddress.getLoopbackAddress())) {
            pdp("&maxReconnectAttempts=1");
            RawPeer.pdp(listener).close();
            RawPeer.pdp(listener).close();
            await().atMost(PolicyFixture.PATIENCE)
                    .until(() -> !policy.consumer().isListening()
                            && policy.consumer().countedByClientType().contains("other tcp.connect.attempts: 2"));
            listener.setSoTimeout(500);
            assertThatThrownBy(listener::accept).isInstanceOf(java.net.SocketTimeoutException.class);
            assertThat(policy.consumer().getStatusMessage())
                    .isEqualTo("Is not connected to the PEP at 127.0.0.1:" + policy.port());
        }
    }

    @Test
    void aPdpThatIsSuspendedSaysGoodbyeAndGoesNowhere() throws Exception {
        try (ServerSocket listener = new ServerSocket(policy.port(), 5, InetAddress.getLoopbackAddress())) {
            pdp("");
            try (RawPeer pep = RawPeer.pdp(listener)) {
                pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
                pep.read(AcceptMessage.class);
                policy.context().getRouteController().suspendRoute(PolicyFixture.PDP);
                assertThat(pep.read(CloseMessage.class).error()).isEqualTo(CopsError.of(ErrorCode.SHUTTING_DOWN));
                assertThat(pep.isClosedByPeer()).isTrue();
            }
            listener.setSoTimeout(500);
            assertThatThrownBy(listener::accept).isInstanceOf(java.net.SocketTimeoutException.class);
            policy.context().getRouteController().resumeRoute(PolicyFixture.PDP);
            try (RawPeer pep = RawPeer.pdp(listener)) {
                pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
                assertThat(pep.read(AcceptMessage.class)).isNotNull();
            }
        }
    }

    @Test
    void aSecondPdpIsTurnedAwayAndTheNextOneIsTakenWhenTheFirstIsGone() throws Exception {
        pep("");
        CompletableFuture<Exchange> asked = asking();
        try (RawPeer first = dialling()) {
            accept(first);
            try (RawPeer second = dialling()) {
                assertThat(second.isClosedByPeer()).isTrue();
            }
            decide(first);
            assertThat(asked.get().getException()).isNull();
        }
        pdp("");
        assertThat(ask().getException()).isNull();
        assertThat(policy.requests()).isNotEmpty();
    }

    @Test
    void f42_aPepThatListensFollowsNoRedirection() throws Exception {
        pep("&allowedRedirects=127.0.0.1");
        CompletableFuture<Exchange> asked = asking();
        try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (RawPeer pdp = dialling()) {
                accept(pdp);
                decide(pdp);
                assertThat(asked.get().getException()).isNull();
                pdp.send(new CloseMessage(
                        TYPE,
                        CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER),
                        new PdpRedirectAddress(InetAddress.getByName("127.0.0.1"), elsewhere.getLocalPort()),
                        null));
                assertThat(pdp.isClosedByPeer()).isTrue();
            }
            pdp("");
            assertThat(ask().getException()).isNull();
            elsewhere.setSoTimeout(1);
            assertThatThrownBy(elsewhere::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void whileNoPdpComesALocalRouteDecides() {
        policy.route(
                builder -> builder.from("direct:local").setHeader(CopsConstants.DECISION, builder.constant("NULL")));
        pep("&connectTimeout=100&lpdp=direct:local");
        Exchange asked = ask();
        assertThat(asked.getException()).isNull();
        assertThat(asked.getMessage().getHeader(CopsConstants.LOCAL)).isEqualTo(true);
        pdp("");
        await().atMost(PolicyFixture.PATIENCE).until(() -> ask().getMessage().getHeader(CopsConstants.LOCAL) == null);
    }

    @ParameterizedTest
    @CsvSource({"required, false", "implicit, false", "starttls, false", "none, true", "required, true"})
    void bothWaysAreSecuredAlike(String tls, boolean integrity) {
        policy.context().getRegistry().bind("ring", Keys.ring(Keys.seven()));
        policy.context()
                .getRegistry()
                .bind(
                        "pdpTls",
                        TestCertificates.localhost().parameters(policy.context(), TestCertificates.localhost()));
        policy.context()
                .getRegistry()
                .bind("pepTls", TestCertificates.trusting(policy.context(), TestCertificates.localhost()));
        String keys = integrity ? "&keys=#ring" : "";
        pep("&tls=" + tls + keys + "&sslContextParameters=#pepTls&hostnameVerification=false");
        pdp("&tls=" + tls + keys + "&sslContextParameters=#pdpTls" + (integrity ? "&requireIntegrity=true" : ""));
        assertThat(ask().getException()).isNull();
        assertThat(policy.requests()).hasSize(1);
    }

    @Test
    void x7_aPdpWhoseCertificateNobodyTrustsIsNotAskedEither() {
        policy.context()
                .getRegistry()
                .bind(
                        "pdpTls",
                        TestCertificates.wrongName().parameters(policy.context(), TestCertificates.localhost()));
        policy.context()
                .getRegistry()
                .bind("pepTls", TestCertificates.trusting(policy.context(), TestCertificates.localhost()));
        pdp("&tls=required&sslContextParameters=#pdpTls");
        pep("&tls=required&sslContextParameters=#pepTls&hostnameVerification=false&maxReconnectAttempts=0");
        assertThat(ask().getException()).isInstanceOf(CopsException.class).hasMessageContaining("TLS could not be had");
        assertThat(policy.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&clientMode=perhaps | true or false, or left out",
                "&clientMode=false&servers=other | left out with clientMode=false",
                "&clientMode=false&tls=required | false with TLS and clientMode=false",
            })
    void whatAPepThatListensCannotHaveIsRefused(String options, String reason) {
        assertThatThrownBy(
                        () -> policy.route(builder -> builder.from("direct:ask").to(policy.pep(options))))
                .hasStackTraceContaining(reason);
    }

    @Test
    void aPepWhosePortIsTakenDoesNotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(policy.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> pep("")).hasStackTraceContaining("is the port in use?");
        }
    }

    @Test
    void aPepThatStopsLeavesItsPort() throws Exception {
        pep("");
        policy.context().getRouteController().stopRoute("pep");
        policy.context().removeRoute("pep");
        new ServerSocket(policy.port(), 1, InetAddress.getLoopbackAddress()).close();
    }
}
