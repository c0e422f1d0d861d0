package org.camelpush.cops.security;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SSLContextServerParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.camelpush.cops.testkit.Wire;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** TLS between real routes, and with somebody between them. */
class TlsRoutesTest {

    private static final int TYPE = 0x8001;
    private static final Integrity.Tls START = new Integrity.Tls(Integrity.Tls.START_TLS);

    private final PolicyFixture policy = new PolicyFixture();
    private int refused;

    @AfterEach
    void stop() {
        policy.close();
    }

    private String tls(String name, SSLContextParameters parameters) {
        policy.context().getRegistry().bind(name, parameters);
        return "&sslContextParameters=#" + name;
    }

    /** A PDP for localhost, which trusts edge-1. */
    private void pdp(String options) {
        policy.pdp(
                options
                        + tls(
                                "pdpTls",
                                TestCertificates.localhost().parameters(policy.context(), TestCertificates.edge1())),
                exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
    }

    private String trusting(TestCertificates trusted) {
        return tls("pepTls", TestCertificates.trusting(policy.context(), trusted));
    }

    private String showing(TestCertificates own) {
        return tls("own", own.parameters(policy.context(), TestCertificates.localhost()));
    }

    private void isServed(String uri) {
        Exchange exchange = policy.ask(uri, "a flow");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(CopsDecision.class);
    }

    /**
     * By a name of its own each time, for a PEP has one connection, and so one security.
     *
     * @param why one of these, for not every JDK uses the same alert
     */
    private void isRefused(String uri, String... why) {
        String pep = uri.replace("pepId=pep1", "pepId=refused-" + ++refused);
        Exchange exchange = policy.ask(pep + "&requestTimeout=2s", "a flow");
        assertThat(exchange.getException(CopsException.class)).message().containsAnyOf(why);
    }

    @ParameterizedTest
    @CsvSource({
        "required, required",
        "starttls, required",
        "required, starttls",
        "starttls, starttls",
        "implicit, implicit"
    })
    void x2_routesAskAndDecideOverTls(String pdp, String pep) {
        pdp("&tls=" + pdp);
        isServed(policy.pep("&tls=" + pep + trusting(TestCertificates.localhost())));
    }

    @Test
    void copssIsTlsFromTheFirstOctet() throws Exception {
        pdp("&tls=implicit");
        isServed(policy.pep(trusting(TestCertificates.localhost())).replaceFirst("cops:", "copss:"));
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.startTls(TestCertificates.localhost().mutualContext());
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
            assertThat(pep.read(AcceptMessage.class).clientType()).isEqualTo(TYPE);
        }
    }

    @Test
    void x2_aPdpBeginsTlsWhereThePepHasOnlySaidItsName() throws Exception {
        pdp("&tls=required");
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(new OpenMessage(0, new PepId("raw"), null, null, null));
            assertThat(pep.read(AcceptMessage.class).integrity()).isEqualTo(START);
            pep.startTls(TestCertificates.localhost().mutualContext());
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
            assertThat(pep.read(AcceptMessage.class).clientType()).isEqualTo(TYPE);
        }
    }

    @Test
    void x9_withoutTlsOnTheOtherSideBothSpeakInClearWhereTheyMay() {
        policy.pdp();
        isServed(policy.pep("&tls=starttls" + trusting(TestCertificates.localhost())));
    }

    @Test
    void x9_aPdpThatCanDoTlsServesThoseThatCannot() {
        pdp("&tls=starttls");
        isServed(policy.pep(""));
    }

    @Test
    void x4_f53_aPepInClearIsToldWhatAPdpRequiresAndTheNextIsServed() throws Exception {
        pdp("&tls=required");
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
            assertThat(pep.read(CloseMessage.class))
                    .isEqualTo(new CloseMessage(0, new CopsError(15, 0x1002), null, null));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
        isServed(policy.pep("&tls=required" + trusting(TestCertificates.localhost())));
    }

    /** Somebody on the way takes TLS out of what both sides say. */
    @Test
    void x5_f53_whoStripsTlsGetsNoRequest() throws Exception {
        policy.pdp();
        try (Downgrader between = new Downgrader(policy.port())) {
            isRefused(
                    PolicyFixture.pep(between.port(), "&tls=required" + trusting(TestCertificates.localhost())),
                    "without agreeing on TLS");
            assertThat(between.stripped()).isPositive();
            assertThat(policy.requests()).isEmpty();
        }
        try (Downgrader between = new Downgrader(policy.port())) {
            isServed(PolicyFixture.pep(between.port(), "&pepId=in-clear"));
            assertThat(between.stripped()).as("it lets pass what has no TLS").isZero();
        }
    }

    @Test
    void f53_whatIsInjectedInClearBehindTheAgreementIsNotBelieved() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String uri = PolicyFixture.pep(
                    listener.getLocalPort(), "&tls=required" + trusting(TestCertificates.localhost()));
            CompletableFuture<Exchange> asking = policy.control(context -> context.start())
                    .context()
                    .createProducerTemplate()
                    .asyncSend(uri, exchange -> exchange.getIn().setBody("a flow"));
            try (RawPeer pdp = RawPeer.pdp(listener)) {
                assertThat(pdp.read(OpenMessage.class).integrity()).isEqualTo(START);
                // in one piece: the agreement, and a client type that nobody has opened, closed by nobody
                pdp.send(Octets.ofHex(hex(new AcceptMessage(0, new KeepAliveTimer(0), null, START))
                        + hex(new AcceptMessage(TYPE, new KeepAliveTimer(1), null, null))
                        + hex(new CloseMessage(0, new CopsError(11, 0), null, null))
                        + "10070000"));
                pdp.acceptTls(TestCertificates.localhost().mutualContext());
                OpenMessage open = pdp.read(OpenMessage.class);
                pdp.send(new AcceptMessage(open.clientType(), new KeepAliveTimer(0), null, null));
                RequestMessage request = pdp.read(RequestMessage.class);
                pdp.send(CopsDecision.of(DecisionCommand.REMOVE, List.of()).answering(request));
                assertThat(asking.get().getMessage().getHeader(CopsConstants.DECISION))
                        .isEqualTo(DecisionCommand.REMOVE);
            }
        }
    }

    private static String hex(CopsMessage message) {
        return Wire.encode(message).toHex();
    }

    @Test
    void x3_f53_aPdpRefusesWhatIsInjectedInClearBehindTheAgreement() throws Exception {
        pdp("&tls=required");
        String injected = hex(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(hex(new OpenMessage(0, new PepId("raw"), null, null, START)) + injected);
            assertThat(pep.read(AcceptMessage.class).integrity()).isEqualTo(START);
            assertThat(pep.read(CloseMessage.class).error()).isEqualTo(new CopsError(15, 0x1002));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(hex(new OpenMessage(0, new PepId("raw"), null, null, START)));
            assertThat(pep.read(AcceptMessage.class).integrity()).isEqualTo(START);
            pep.send(injected);
            assertThat(pep.read(CloseMessage.class).error()).isEqualTo(new CopsError(15, 0x1002));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
        isServed(policy.pep("&tls=required" + trusting(TestCertificates.localhost())));
    }

    @Test
    void x7_f53_aPdpWithACertificateForAnotherNameIsNotAsked() {
        policy.pdp(
                "&tls=implicit"
                        + tls(
                                "wrong",
                                TestCertificates.wrongName().parameters(policy.context(), TestCertificates.edge1())),
                exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
        String pep = policy.pep("&tls=implicit" + trusting(TestCertificates.wrongName()));
        isRefused(pep, "TLS could not be had");
        assertThat(policy.requests()).isEmpty();
        isServed(pep + "&hostnameVerification=false");
    }

    @Test
    void x7_f53_aPdpWithACertificateThatNobodyTrustsIsNotAsked() {
        pdp("&tls=required");
        isRefused(policy.pep("&tls=required" + trusting(TestCertificates.edge1())), "TLS could not be had");
        assertThat(policy.requests()).isEmpty();
        isServed(policy.pep("&tls=required"
                + tls("good", TestCertificates.trusting(policy.context(), TestCertificates.localhost()))));
    }

    @Test
    void x7_f53_aPepIsServedWhenItsCertificateIsForItsName() {
        pdp("&tls=required&bindPepId=true");
        String edge1 = policy.pep("&tls=required" + showing(TestCertificates.edge1()));
        isServed(edge1.replace("pepId=pep1", "pepId=edge-1"));
        isRefused(edge1, "14 AUTHENTICATION_FAILURE");
        String none = policy.pep("&tls=required" + trusting(TestCertificates.localhost()));
        isRefused(none, "bad_certificate", "certificate_required");
        assertThat(policy.requests()).hasSize(1);
    }

    @Test
    void f54_aPepInClearOnAPortOfTlsIsToldSo() throws Exception {
        pdp("&tls=implicit");
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
            assertThat(pep.read(CloseMessage.class).error()).isEqualTo(new CopsError(15, 0x1002));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
        isServed(policy.pep("&tls=implicit" + trusting(TestCertificates.localhost())));
    }

    @Test
    void f54_aPepWithTlsOnAPortInClearIsClosedAndTheNextIsServed() {
        policy.pdp();
        isRefused(policy.pep("&tls=implicit" + trusting(TestCertificates.localhost())), "does it speak TLS here?");
        isServed(policy.pep(""));
    }

    @Test
    void x6_f53_aPdpThatCutsTlsOffIsAnError() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String uri = PolicyFixture.pep(
                    listener.getLocalPort(),
                    "&tls=implicit&requestTimeout=3s&reconnect=false" + trusting(TestCertificates.localhost()));
            CompletableFuture<Exchange> asking = policy.control(context -> context.start())
                    .context()
                    .createProducerTemplate()
                    .asyncSend(uri, exchange -> exchange.getIn().setBody("a flow"));
            try (RawPeer pdp = RawPeer.pdp(listener)) {
                pdp.acceptTls(TestCertificates.localhost().mutualContext());
                OpenMessage open = pdp.read(OpenMessage.class);
                pdp.send(new AcceptMessage(open.clientType(), new KeepAliveTimer(0), null, null));
                pdp.read(RequestMessage.class);
                pdp.cutOff();
            }
            assertThat(asking.get().getException(CopsException.class)).hasMessageContaining("it was cut off");
        }
    }

    @Test
    void x6_aPdpClosesTlsBeforeItClosesTheConnection() throws Exception {
        pdp("&tls=implicit");
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.startTls(TestCertificates.localhost().mutualContext());
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
            pep.read(AcceptMessage.class);
            policy.control(context -> context.getRouteController().stopRoute(PolicyFixture.PDP));
            assertThat(pep.read(CloseMessage.class).clientType()).isEqualTo(TYPE);
            assertThat(pep.isTlsClosedByPeer()).isTrue();
        }
    }

    @Test
    void aPdpWithTlsNeedsAKey() {
        assertThatThrownBy(() -> policy.pdp("&tls=required", exchange -> {}))
                .hasStackTraceContaining("Option sslContextParameters is missing; it must be set for a PDP with TLS");
    }

    @Test
    void messagesAreSignedWithinTls() {
        policy.context().getRegistry().bind("keys", Keys.ring(Keys.seven()));
        pdp("&tls=required&requireIntegrity=true&keys=#keys");
        isServed(policy.pep("&tls=required&keys=#keys" + trusting(TestCertificates.localhost())));
    }

    @Test
    void echoesKeepAlivesOverTls() throws Exception {
        pdp("&tls=implicit");
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.startTls(TestCertificates.localhost().mutualContext());
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
            pep.read(AcceptMessage.class);
            pep.send(new KeepAliveMessage(0, null));
            pep.read(KeepAliveMessage.class);
        }
    }

    @Test
    void x7_aPdpDemandsACertificateWhereItsParametersSaySo() {
        SSLContextParameters parameters =
                TestCertificates.localhost().parameters(policy.context(), TestCertificates.edge1());
        SSLContextServerParameters server = new SSLContextServerParameters();
        server.setClientAuthentication("REQUIRE");
        parameters.setServerParameters(server);
        policy.pdp("&tls=implicit" + tls("demanding", parameters), exchange -> exchange.getMessage()
                .setHeader(CopsConstants.DECISION, "INSTALL"));
        String none = policy.pep("&tls=implicit" + trusting(TestCertificates.localhost()));
        isRefused(none, "bad_certificate", "certificate_required");
        isServed(policy.pep("&tls=implicit" + showing(TestCertificates.edge1())));
        assertThat(policy.requests()).hasSize(1);
    }

    @Test
    void f53_anotherHandshakeOnAConnectionThatIsUpIsTheEnd() throws Exception {
        SSLContextParameters parameters =
                TestCertificates.localhost().parameters(policy.context(), TestCertificates.edge1());
        SecureSocketProtocolsParameters old = new SecureSocketProtocolsParameters();
        old.setSecureSocketProtocol(List.of("TLSv1.2"));
        parameters.setSecureSocketProtocols(old);
        policy.pdp("&tls=implicit" + tls("old", parameters), exchange -> exchange.getMessage()
                .setHeader(CopsConstants.DECISION, "INSTALL"));
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.startTls(TestCertificates.localhost().mutualContext());
            pep.send(new OpenMessage(TYPE, new PepId("raw"), null, null, null));
            pep.read(AcceptMessage.class);
            pep.renegotiate();
            assertThat(pep.isClosedByPeer()).isTrue();
            await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
        }
        isServed(policy.pep("&tls=implicit" + trusting(TestCertificates.localhost())));
    }
}
