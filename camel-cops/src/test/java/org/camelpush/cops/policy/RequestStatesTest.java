package org.camelpush.cops.policy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.InInterface;
import org.camelpush.cops.message.OutInterface;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a PEP's route says on the wire, to a PDP that the test speaks for. */
class RequestStatesTest {

    private final PolicyFixture policy = new PolicyFixture();
    private ServerSocket listener;
    private String uri;

    @BeforeEach
    void listen() throws Exception {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        uri = PolicyFixture.pep(listener.getLocalPort(), "");
        policy.context().start();
    }

    @AfterEach
    void stop() throws Exception {
        policy.close();
        listener.close();
    }

    private CompletableFuture<Exchange> ask(String options, Map<String, Object> headers) {
        return policy.context().createProducerTemplate().asyncSend(uri + options, exchange -> exchange.getIn()
                .setHeaders(new HashMap<>(headers)));
    }

    private static void decide(RawPeer pdp, RequestMessage request) throws Exception {
        pdp.send(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(request));
    }

    @Test
    void r10_aStateThatIsNotKeptIsDeletedWithItsDecision() throws Exception {
        CompletableFuture<Exchange> asked = ask("", Map.of());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = pdp.read(RequestMessage.class);
            decide(pdp, request);

            assertThat(pdp.read(DeleteMessage.class))
                    .isEqualTo(
                            new DeleteMessage(0x8001, request.handle(), Reason.of(ReasonCode.TRANSIENT_HANDLE), null));
            assertThat(asked.get().getMessage().getHeader(CopsConstants.HANDLE)).isNull();
        }
    }

    @Test
    void s1_aStateThatIsKeptIsRenewedReportedOnAndDeletedByItsHandle() throws Exception {
        CompletableFuture<Exchange> asked = ask("&keepState=true", Map.of());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = pdp.read(RequestMessage.class);
            decide(pdp, request);
            String handle = asked.get().getMessage().getHeader(CopsConstants.HANDLE, String.class);
            assertThat(handle).isEqualTo(request.handle().value().toHex());

            CompletableFuture<Exchange> renewed = ask("&keepState=true", Map.of(CopsConstants.HANDLE, handle));
            assertThat(pdp.read(RequestMessage.class).handle()).isEqualTo(request.handle());
            decide(pdp, request);
            assertThat(renewed.get().getException()).isNull();

            ask(
                            "&keepState=true",
                            Map.of(
                                    CopsConstants.HANDLE, handle,
                                    CopsConstants.OPERATION, "REPORT",
                                    CopsConstants.REPORT_TYPE, "FAILURE"))
                    .get();
            assertThat(pdp.read(ReportMessage.class))
                    .isEqualTo(new ReportMessage(0x8001, true, request.handle(), ReportType.FAILURE, List.of(), null));

            ask(
                            "&keepState=true",
                            Map.of(
                                    CopsConstants.HANDLE, handle,
                                    CopsConstants.OPERATION, "DELETE",
                                    CopsConstants.REASON, "TEAR"))
                    .get();
            assertThat(pdp.read(DeleteMessage.class).reason()).isEqualTo(Reason.of(ReasonCode.TEAR));
        }
    }

    @Test
    void r7_aConfigurationIsKeptSoThatItCanBeReportedOn() throws Exception {
        CompletableFuture<Exchange> asked = ask("", Map.of(CopsConstants.REQUEST_TYPE, Context.CONFIGURATION));
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            decide(pdp, pdp.read(RequestMessage.class));
            Object handle = asked.get().getMessage().getHeader(CopsConstants.HANDLE);
            ask("&operation=report", Map.of(CopsConstants.HANDLE, handle)).get();
            assertThat(pdp.read(ReportMessage.class).solicited()).isTrue();
            ask("&operation=report", Map.of(CopsConstants.HANDLE, handle)).get();
            assertThat(pdp.read(ReportMessage.class).solicited())
                    .as("one for each decision")
                    .isFalse();
        }
    }

    @Test
    void f33_r5_whatIsNotDecidedInTimeFailsAndIsDeleted() throws Exception {
        CompletableFuture<Exchange> asked = ask("&requestTimeout=4s", Map.of());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = pdp.read(RequestMessage.class);
            assertThat(pdp.read(DeleteMessage.class))
                    .isEqualTo(new DeleteMessage(0x8001, request.handle(), Reason.of(ReasonCode.TIMEOUT), null));
            assertKind(asked.get(), CopsException.Kind.TIMEOUT);

            // the late decision is no matter, and the next request has another handle
            decide(pdp, request);
            CompletableFuture<Exchange> next = ask("&requestTimeout=4s", Map.of());
            RequestMessage second = pdp.read(RequestMessage.class);
            assertThat(second.handle()).isNotEqualTo(request.handle());
            decide(pdp, second);
            assertThat(next.get().getException()).isNull();
        }
    }

    @Test
    void f58_aRequestWhoseConnectionIsLostFailsAndTheNextIsAskedOnANewOne() throws Exception {
        CompletableFuture<Exchange> asked = ask("", Map.of());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            pdp.read(RequestMessage.class);
            pdp.send("1002 8001 0000");
        }
        assertKind(asked.get(), CopsException.Kind.DISCONNECTED);

        CompletableFuture<Exchange> next = ask("", Map.of());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            decide(pdp, pdp.read(RequestMessage.class));
            assertThat(next.get().getException()).isNull();
        }
    }

    @Test
    void o3_severalTypesOfOneRequestHaveTheSameClientInformation() throws Exception {
        ask("", Map.of(CopsConstants.REQUEST_TYPE, Context.INCOMING_MESSAGE | Context.RESOURCE_ALLOCATION));
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = pdp.read(RequestMessage.class);
            assertThat(request.context().requestType()).isEqualTo(3);
            pdp.send(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(request));
            assertThat(pdp.read(DeleteMessage.class).handle())
                    .as("one request, with one list of ClientSI for all")
                    .isEqualTo(request.handle());
        }
    }

    @Test
    void o4_anInterfaceIsToldByItsAddressAndItsIndex() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        InInterface in = InInterface.of(loopback, InetAddress.getLoopbackAddress());
        OutInterface out = OutInterface.of(loopback, InetAddress.getByName("::1"));
        policy.context()
                .createProducerTemplate()
                .asyncSendBody(uri, new CopsRequest(new Context(1, 0), in, out, List.of(), List.of()));
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = pdp.read(RequestMessage.class);
            assertThat(request.inInterface())
                    .isEqualTo(new InInterface(InetAddress.getLoopbackAddress(), loopback.getIndex()));
            assertThat(request.outInterface().ifIndex()).isEqualTo(loopback.getIndex());
        }
    }

    @Test
    void o6_flagsThatDoNotApplyAreIgnored() throws Exception {
        CompletableFuture<Exchange> asked = ask("", Map.of());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            RequestMessage request = pdp.read(RequestMessage.class);
            pdp.send(new CopsDecision(List.of(new Decision(null, DecisionCommand.INSTALL, 0xFFFE, List.of())), null)
                    .answering(request));
            assertThat(asked.get().getMessage().getHeader(CopsConstants.DECISION))
                    .isEqualTo(DecisionCommand.INSTALL);
        }
    }

    @Test
    void anUnknownHandleFailsAndADeletedOneIsNoError() throws Exception {
        CompletableFuture<Exchange> asked = ask("", Map.of());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            decide(pdp, pdp.read(RequestMessage.class));
            asked.get();
            Map<String, Object> unknown = Map.of(CopsConstants.HANDLE, "00ff");
            assertKind(ask("&operation=report", unknown).get(), CopsException.Kind.UNKNOWN_HANDLE);
            assertThat(ask("&operation=delete", unknown).get().getException()).isNull();
        }
    }

    @Test
    void aHandleIsNeededAndMustBeOne() throws Exception {
        assertThat(ask("&operation=report", Map.of()).get().getException())
                .hasMessageContaining("needs the header CamelCopsHandle");
        assertThat(ask("&operation=delete", Map.of(CopsConstants.HANDLE, "xyz"))
                        .get()
                        .getException())
                .hasMessageContaining("must be a handle in hexadecimal");
    }

    @Test
    void whatIsAskedBeforeThePdpIsThereWaitsForIt() throws Exception {
        int port = listener.getLocalPort();
        listener.close();
        CompletableFuture<Exchange> asked = ask("&requestTimeout=20s&maxReconnectDelay=200", Map.of());
        listener = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            decide(pdp, pdp.read(RequestMessage.class));
            assertThat(asked.get().getException()).isNull();
        }
    }

    @Test
    void withoutReconnectWhatIsAskedBehindALostConnectionFailsAtOnce() throws Exception {
        String options = "&reconnect=false&requestTimeout=1h";
        CompletableFuture<Exchange> asked = ask(options, Map.of());
        try (RawPeer pdp = RawPeer.openPdp(listener)) {
            pdp.read(RequestMessage.class);
        }
        assertKind(asked.get(), CopsException.Kind.DISCONNECTED);
        assertKind(ask(options, Map.of()).get(), CopsException.Kind.DISCONNECTED);
    }

    private static void assertKind(Exchange exchange, CopsException.Kind kind) {
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(CopsException.class, failure -> assertThat(failure.getKind())
                        .isEqualTo(kind));
    }
}
