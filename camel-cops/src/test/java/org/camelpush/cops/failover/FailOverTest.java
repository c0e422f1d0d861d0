package org.camelpush.cops.failover;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;
import org.camelpush.cops.CopsConstants;
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
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A PEP's route and several PDPs that the test speaks for. */
class FailOverTest {

    private static final int TYPE = 0x8001;

    private final PolicyFixture policy = new PolicyFixture();
    private ServerSocket primary;
    private ServerSocket backup;

    @BeforeEach
    void listen() throws Exception {
        primary = listener();
        backup = listener();
        policy.context().start();
    }

    private static ServerSocket listener() throws Exception {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        policy.close();
        primary.close();
        backup.close();
    }

    private CompletableFuture<Exchange> ask(String options, Map<String, Object> headers) {
        String uri = PolicyFixture.pep(
                primary.getLocalPort(),
                "&requestTimeout=20s&keepState=true&servers=127.0.0.1:" + backup.getLocalPort());
        return policy.context().createProducerTemplate().asyncSend(uri + options, exchange -> exchange.getIn()
                .setHeaders(new HashMap<>(headers)));
    }

    private static void decide(RawPeer pdp) throws Exception {
        pdp.send(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(pdp.read(RequestMessage.class)));
    }

    private static void redirect(RawPeer pdp, int port) throws Exception {
        pdp.send(new CloseMessage(
                TYPE,
                CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER),
                new PdpRedirectAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                null));
    }

    @Test
    void t5_theBackupIsAskedWhileThePrimaryIsAway() throws Exception {
        primary.close();
        CompletableFuture<Exchange> asked = ask("", Map.of());
        try (RawPeer pdp = RawPeer.openPdp(backup)) {
            decide(pdp);
            assertThat(asked.get().getException()).isNull();
        }
    }

    @Test
    void t6_s3_theBackupRedirectsToThePrimaryWhichIsToldWhoseDecisionsAreKept() throws Exception {
        int port = primary.getLocalPort();
        primary.close();
        CompletableFuture<Exchange> asked = ask("", Map.of());
        try (RawPeer second = RawPeer.openPdp(backup)) {
            decide(second);
            Object handle = asked.get().getMessage().getHeader(CopsConstants.HANDLE);
            primary = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
            redirect(second, port);

            try (RawPeer first = RawPeer.pdp(primary)) {
                OpenMessage open = first.read(OpenMessage.class);
                assertThat(open.lastPdp().port()).isEqualTo(backup.getLocalPort());
                assertThat(open.lastPdp().address()).isEqualTo(InetAddress.getByName("127.0.0.1"));
                first.send(new AcceptMessage(TYPE, new KeepAliveTimer(0), null, null));
                CompletableFuture<Exchange> renewed = ask("", Map.of(CopsConstants.HANDLE, handle));
                decide(first);
                assertThat(renewed.get().getException()).isNull();
            }
        }
    }

    @Test
    void f42_aRedirectionToAnywhereElseIsNotFollowed() throws Exception {
        try (ServerSocket rogue = listener()) {
            CompletableFuture<Exchange> first = ask("", Map.of());
            try (RawPeer pdp = RawPeer.openPdp(primary)) {
                pdp.read(RequestMessage.class);
                redirect(pdp, rogue.getLocalPort());
                assertThat(first.get().getException()).isNotNull();
                CompletableFuture<Exchange> next = ask("", Map.of());
                try (RawPeer second = RawPeer.openPdp(backup)) {
                    decide(second);
                    assertThat(next.get().getException()).isNull();
                }
            }
            rogue.setSoTimeout(1);
            assertThatThrownBy(rogue::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void f42_aRedirectionToWhatIsAllowedIsFollowed() throws Exception {
        try (ServerSocket other = listener()) {
            String options = "&allowedRedirects=10.0.0.0/8,127.0.0.1:" + other.getLocalPort();
            CompletableFuture<Exchange> first = ask(options, Map.of());
            try (RawPeer pdp = RawPeer.openPdp(primary)) {
                pdp.read(RequestMessage.class);
                redirect(pdp, other.getLocalPort());
                assertThat(first.get().getException()).isNotNull();
                CompletableFuture<Exchange> next = ask(options, Map.of());
                try (RawPeer second = RawPeer.openPdp(other)) {
                    decide(second);
                    assertThat(next.get().getException()).isNull();
                }
            }
        }
    }
}
