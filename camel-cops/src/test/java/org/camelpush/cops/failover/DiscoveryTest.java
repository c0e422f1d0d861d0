package org.camelpush.cops.failover;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsEndpoint;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.testkit.DnsServer;
import org.camelpush.cops.testkit.RawPeer;
import org.camelpush.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** PEPs that find their PDPs by a real name server. */
class DiscoveryTest {

    private static final int TYPE = 0x8001;
    private static final String SERVICE = "_cops._tcp.policy.test";
    private static final String PEP = "?clientType=0x8001&pepId=pep1&reconnectDelay=50&maxReconnectDelay=100";

    private final PolicyFixture policy = new PolicyFixture();
    private DnsServer dns;

    @BeforeEach
    void serve() throws Exception {
        dns = DnsServer.start();
        policy.context().getRegistry().bind("dns", Resolver.class, dns.resolver());
        policy.context().start();
    }

    @AfterEach
    void stop() {
        policy.close();
        dns.close();
    }

    private static ServerSocket listener() throws Exception {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private CompletableFuture<Exchange> ask(String options) {
        return policy.context()
                .createProducerTemplate()
                .asyncSend("cops:" + SERVICE + PEP + "&requestTimeout=1m" + options, exchange -> exchange.getIn()
                        .setHeaders(new HashMap<>()));
    }

    private static void decide(RawPeer pdp) throws Exception {
        pdp.send(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(pdp.read(RequestMessage.class)));
    }

    @Test
    void aRouteAsksThePdpThatDnsTells() {
        policy.pdp();
        dns.service(SERVICE, DnsServer.record(SERVICE, 1, policy.port()));
        Exchange asked = policy.ask("cops:" + SERVICE + PEP, "a flow");
        assertThat(asked.getException()).isNull();
        assertThat(asked.getMessage().getHeader(CopsConstants.DECISION)).isEqualTo(DecisionCommand.INSTALL);
        assertThat(dns.asked(SERVICE)).isEqualTo(1);
    }

    @Test
    void theOneWithTheLeastPriorityIsAskedAndThenTheNext() throws Exception {
        try (ServerSocket first = listener();
                ServerSocket second = listener()) {
            dns.service(
                    SERVICE,
                    DnsServer.record(SERVICE, 20, second.getLocalPort()),
                    DnsServer.record(SERVICE, 10, first.getLocalPort()));
            CompletableFuture<Exchange> asked = ask("");
            try (RawPeer pdp = RawPeer.openPdp(first)) {
                decide(pdp);
                assertThat(asked.get().getException()).isNull();
            }
            CompletableFuture<Exchange> next = ask("");
            try (RawPeer pdp = RawPeer.openPdp(second)) {
                decide(pdp);
                assertThat(next.get().getException()).isNull();
            }
            assertThat(dns.asked(SERVICE)).isEqualTo(1);
        }
    }

    @Test
    void whatHasChangedInDnsIsFoundWithTheNextConnection() throws Exception {
        try (ServerSocket before = listener();
                ServerSocket after = listener()) {
            dns.service(SERVICE, DnsServer.record(SERVICE, 1, before.getLocalPort()));
            CompletableFuture<Exchange> asked = ask("");
            try (RawPeer pdp = RawPeer.openPdp(before)) {
                decide(pdp);
                assertThat(asked.get().getException()).isNull();
                dns.service(SERVICE, DnsServer.record(SERVICE, 1, after.getLocalPort()));
            }
            // before that it might ask on the connection that is over, and would not ask again
            try (RawPeer pdp = RawPeer.openPdp(after)) {
                CompletableFuture<Exchange> next = ask("");
                decide(pdp);
                assertThat(next.get().getException()).isNull();
            }
        }
    }

    @Test
    void aServiceMayStandAmongTheServers() throws Exception {
        try (ServerSocket known = listener()) {
            dns.service(SERVICE, DnsServer.record(SERVICE, 1, known.getLocalPort()));
            CompletableFuture<Exchange> asked = policy.context()
                    .createProducerTemplate()
                    .asyncSend(
                            "cops:127.0.0.1:" + PolicyFixture.freePort() + PEP + "&servers=" + SERVICE,
                            exchange -> exchange.getIn().setHeaders(new HashMap<>()));
            try (RawPeer pdp = RawPeer.openPdp(known)) {
                decide(pdp);
                assertThat(asked.get().getException()).isNull();
            }
        }
    }

    @Test
    void f42_aRedirectionToAnotherPdpOfTheServiceIsFollowed() throws Exception {
        try (ServerSocket first = listener();
                ServerSocket second = listener()) {
            dns.service(
                    SERVICE,
                    DnsServer.record(SERVICE, 1, first.getLocalPort()),
                    DnsServer.record(SERVICE, 2, PolicyFixture.freePort()),
                    DnsServer.record(SERVICE, 3, second.getLocalPort()));
            CompletableFuture<Exchange> asked = ask("");
            try (RawPeer pdp = RawPeer.openPdp(first)) {
                decide(pdp);
                assertThat(asked.get().getException()).isNull();
                pdp.send(new CloseMessage(
                        TYPE,
                        CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER),
                        new PdpRedirectAddress(InetAddress.getByName("127.0.0.1"), second.getLocalPort()),
                        null));
            }
            CompletableFuture<Exchange> next = ask("");
            try (RawPeer pdp = RawPeer.openPdp(second)) {
                decide(pdp);
                assertThat(next.get().getException()).isNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "_cops._tcp.nowhere.test, DNS knows no service _cops._tcp.nowhere.test (no SRV record)",
        "_cops._tcp.closed.test, DNS says that there is no service _cops._tcp.closed.test",
        "_cops._tcp.empty.test, DNS says that there is no service _cops._tcp.empty.test"
    })
    void whatDnsDoesNotTellIsSaid(String service, String reason) {
        dns.service("_cops._tcp.closed.test", DnsServer.record("_cops._tcp.closed.test", 0, 0, "."));
        dns.service("_cops._tcp.empty.test");
        Exchange asked = policy.ask("cops:" + service + PEP + "&maxReconnectAttempts=0", "a flow");
        assertThat(asked.getException()).hasMessageContaining(reason);
    }

    @Test
    void aNameServerThatDoesNotAnswerIsSaid() {
        dns.close();
        Exchange asked = policy.ask("cops:" + SERVICE + PEP + "&maxReconnectAttempts=0&requestTimeout=1m", "a flow");
        assertThat(asked.getException()).hasMessageContaining("DNS does not tell of the service " + SERVICE);
    }

    @Test
    void x7_aConnectionThatIsMadeAnewIsStillToWhomTheDomainSays() throws Exception {
        TestCertificates certificate = TestCertificates.forNames("policy.test");
        policy.context().getRegistry().bind("pdpTls", certificate.parameters(policy.context(), certificate));
        policy.context().getRegistry().bind("pepTls", TestCertificates.trusting(policy.context(), certificate));
        policy.pdp("&tls=required&sslContextParameters=#pdpTls", exchange -> exchange.getMessage()
                .setHeader(CopsConstants.DECISION, "INSTALL"));
        dns.service(SERVICE, DnsServer.record(SERVICE, 1, policy.port()));
        String uri = "cops:" + SERVICE + PEP + "&tls=required&sslContextParameters=#pepTls";
        policy.route(builder -> builder.from("direct:ask").to(uri));
        assertThat(policy.ask("direct:ask", null).getException()).isNull();
        policy.context()
                .getEndpoint(uri, CopsEndpoint.class)
                .redial("127.0.0.1")
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
        assertThat(policy.ask("direct:ask", null).getException()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"policy.test, true", "localhost, false"})
    void x7_theCertificateMustBeForTheDomainThatWasAskedForItsPdps(String name, boolean good) {
        TestCertificates certificate = TestCertificates.forNames(name);
        policy.context().getRegistry().bind("pdpTls", certificate.parameters(policy.context(), certificate));
        policy.context().getRegistry().bind("pepTls", TestCertificates.trusting(policy.context(), certificate));
        policy.pdp("&tls=required&sslContextParameters=#pdpTls", exchange -> exchange.getMessage()
                .setHeader(CopsConstants.DECISION, "INSTALL"));
        dns.service(SERVICE, DnsServer.record(SERVICE, 1, policy.port()));
        Exchange asked = policy.ask(
                "cops:" + SERVICE + PEP + "&maxReconnectAttempts=0&tls=required&sslContextParameters=#pepTls", null);
        if (good) {
            assertThat(asked.getException()).isNull();
        } else {
            assertThat(asked.getException()).hasMessageContaining("policy.test");
            assertThat(policy.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cops:_cops._tcp.policy.test:3288 | leave it out, for DNS says the ports",
                "cops:pdp?servers=_cops._tcp.policy.test:3288 | leave it out, for DNS says the ports",
                "cops:_cops.policy.test | a service such as _cops._tcp.example.com",
                "cops:pdp?redirectTo=_cops._tcp.policy.test | a PEP is told an address"
            })
    void whatCannotBeAServiceIsRefused(String uri, String reason) {
        assertThatThrownBy(() -> policy.context().getEndpoint(uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(reason);
    }

    @Test
    void aPdpListensAtNoService() {
        assertThatThrownBy(() -> policy.context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("cops:" + SERVICE).to("mock:never");
                    }
                }))
                .hasStackTraceContaining("a host or an address of this machine for a PDP");
        assertThatThrownBy(() -> policy.ask("cops:" + SERVICE + "?role=pdp", null))
                .hasStackTraceContaining("a host or an address of this machine for a PDP");
    }
}
