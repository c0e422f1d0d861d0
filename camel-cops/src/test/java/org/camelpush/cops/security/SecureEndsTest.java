package org.camelpush.cops.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Security of those ends that share connections and ports, and of those that change their PDP. */
class SecureEndsTest {

    private static final int TYPE = 0x8001;
    private static final Integrity.Tls START = new Integrity.Tls(Integrity.Tls.START_TLS);

    private final PolicyFixture policy = new PolicyFixture();
    private ServerSocket primary;
    private ServerSocket backup;

    @BeforeEach
    void listen() throws Exception {
        primary = new ServerSocket(0);
        backup = new ServerSocket(0);
        policy.context().getRegistry().bind("ring", Keys.ring(Keys.seven()));
        policy.context()
                .getRegistry()
                .bind(
                        "pdpTls",
                        TestCertificates.localhost().parameters(policy.context(), TestCertificates.localhost()));
    }

    @AfterEach
    void stop() throws Exception {
        policy.close();
        primary.close();
        backup.close();
    }

    private String trusting(TestCertificates trusted) {
        policy.context().getRegistry().bind("pepTls", TestCertificates.trusting(policy.context(), trusted));
        return "&sslContextParameters=#pepTls";
    }

    private static String secured() {
        return "&tls=required&requireIntegrity=true&keys=#ring&sslContextParameters=#pdpTls";
    }

    private void pdp(String routeId, String clientTypes, String options) {
        policy.route(
                builder -> builder.from("cops:127.0.0.1:" + policy.port() + "?clientTypes=" + clientTypes + options)
                        .routeId(routeId)
                        .setHeader(CopsConstants.DECISION, builder.constant("INSTALL")));
    }

    @Test
    void whatAPdpSaysUnaskedIsSecuredToo() {
        pdp(PolicyFixture.PDP, "0x8001", secured());
        List<Object> enforced = new CopyOnWriteArrayList<>();
        String uri = policy.pep("&tls=required&keys=#ring" + trusting(TestCertificates.localhost()));
        policy.route(builder -> {
            builder.from(uri + "&role=pep")
                    .process(exchange -> enforced.add(exchange.getIn().getHeader(CopsConstants.DECISION)));
            builder.from("direct:ask").to(uri + "&keepState=true");
        });
        Object handle = policy.ask("direct:ask", null, Map.of(CopsConstants.REQUEST_TYPE, 8))
                .getMessage()
                .getHeader(CopsConstants.HANDLE);
        policy.ask("direct:ask", null, Map.of(CopsConstants.OPERATION, "REPORT", CopsConstants.HANDLE, handle));
        Exchange changed = policy.ask(
                "cops:127.0.0.1:" + policy.port() + "?role=pdp&clientType=0x8001",
                null,
                Map.of(CopsConstants.PEP_ID, "pep1", CopsConstants.HANDLE, handle, CopsConstants.DECISION, "REMOVE"));
        assertThat(changed.getMessage().getHeader(CopsConstants.REPORT_TYPE)).isEqualTo(ReportType.SUCCESS);
        assertThat(enforced).containsExactly(DecisionCommand.REMOVE);
    }

    @Test
    void theConsumersOfOnePortHaveTheSameSecurity() {
        pdp("one", "0x8001", secured());
        pdp("two", "2", secured());
        String pep = policy.pep("&tls=required&keys=#ring" + trusting(TestCertificates.localhost()));
        assertThat(policy.ask(pep, null).getException()).isNull();
        assertThat(policy.ask(pep.replace("0x8001", "2"), null).getException()).isNull();
        assertThatThrownBy(() -> pdp("three", "3", "&tls=required&sslContextParameters=#pdpTls"))
                .hasStackTraceContaining("must have the same options");
    }

    @Test
    void theEndsOfOnePepHaveTheSameSecurity() {
        policy.pdp();
        policy.route(builder -> builder.from(policy.pep("&role=pep")).to("mock:heard"));
        assertThatThrownBy(
                        () -> policy.route(builder -> builder.from("direct:ask").to(policy.pep("&keys=#ring"))))
                .hasStackTraceContaining("must have the same servers, security, time-outs and limits");
    }

    private CompletableFuture<Exchange> ask(String uri) {
        policy.context().start();
        return policy.context().createProducerTemplate().asyncSend(uri, exchange -> {});
    }

    private RawPeer overTls(ServerSocket listener, TestCertificates own) throws Exception {
        RawPeer pdp = RawPeer.pdp(listener).acceptTls(own.mutualContext());
        accept(pdp);
        return pdp;
    }

    private static void accept(RawPeer pdp) throws IOException {
        OpenMessage open = pdp.read(OpenMessage.class);
        pdp.send(new AcceptMessage(open.clientType(), new KeepAliveTimer(0), null, null));
    }

    private static void decides(RawPeer pdp, CompletableFuture<Exchange> asked) throws Exception {
        pdp.send(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(pdp.read(RequestMessage.class)));
        assertThat(asked.get().getException()).isNull();
    }

    /** By the names of both PDPs; and the first of them redirects to the address of the other. */
    private CompletableFuture<Exchange> redirected(TestCertificates certificate) throws Exception {
        String uri = "cops:localhost:" + primary.getLocalPort()
                + "?clientType=0x8001&pepId=pep1&reconnectDelay=100&requestTimeout=20s&tls=implicit&servers=localhost:"
                + backup.getLocalPort() + trusting(certificate);
        CompletableFuture<Exchange> first = ask(uri);
        try (RawPeer pdp = overTls(primary, certificate)) {
            pdp.read(RequestMessage.class);
            pdp.send(new CloseMessage(
                    TYPE,
                    CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER),
                    new PdpRedirectAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), backup.getLocalPort()),
                    null));
            assertThat(first.get().getException()).isNotNull();
        }
        return ask(uri);
    }

    @Test
    void x7_f42_aRedirectionIsFollowedToACertificateForItsAddress() throws Exception {
        CompletableFuture<Exchange> next = redirected(TestCertificates.localhost());
        try (RawPeer pdp = overTls(backup, TestCertificates.localhost())) {
            decides(pdp, next);
        }
    }

    @Test
    void x7_f42_aRedirectionToACertificateThatIsOnlyForItsNameIsTheEndAndTheServersAreTried() throws Exception {
        TestCertificates named = TestCertificates.forNames("localhost");
        CompletableFuture<Exchange> next = redirected(named);
        try (RawPeer byAddress = RawPeer.pdp(backup)) {
            assertThatThrownBy(() -> byAddress.acceptTls(named.mutualContext())).isInstanceOf(IOException.class);
        }
        assertThat(next).isNotDone();
        try (RawPeer byName = overTls(backup, named)) {
            decides(byName, next);
        }
    }

    @Test
    void x9_thatOnePdpCannotDoTlsSaysNothingOfTheNext() throws Exception {
        CompletableFuture<Exchange> asked = ask(PolicyFixture.pep(
                primary.getLocalPort(),
                "&requestTimeout=20s&tls=starttls&servers=127.0.0.1:" + backup.getLocalPort()
                        + trusting(TestCertificates.localhost())));
        try (RawPeer without = RawPeer.pdp(primary)) {
            assertThat(without.read(OpenMessage.class).integrity()).isEqualTo(START);
            without.send(new CloseMessage(0, new CopsError(13, 0x1002), null, null));
            assertThat(without.isClosedByPeer()).isTrue();
        }
        try (RawPeer with = RawPeer.pdp(backup)) {
            assertThat(with.read(OpenMessage.class).integrity()).isEqualTo(START);
            with.send(new AcceptMessage(0, new KeepAliveTimer(0), null, START));
            with.acceptTls(TestCertificates.localhost().mutualContext());
            accept(with);
            decides(with, asked);
        }
    }
}
