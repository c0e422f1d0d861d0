package org.camelpush.cops.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.CopsException;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whoever wants more than is there for one gets no more, memory stays as it is, and the next is served. */
class QuotaTest {

    private static final int TYPE = 0x8001;
    private static final long MIB = 1 << 20;

    private final PolicyFixture policy = new PolicyFixture();
    private final Queue<Runnable> undecided = new ConcurrentLinkedQueue<>();

    @AfterEach
    void theNextPepIsServed() throws Exception {
        try (RawPeer next = RawPeer.openPep(policy.port(), TYPE)) {
            next.send(request("the next"));
            await().atMost(PolicyFixture.PATIENCE).until(() -> {
                decideAll();
                return policy.requests().stream()
                        .anyMatch(request -> request.handle().value().toText().equals("the next"));
            });
            decideAll();
            assertThat(next.read(DecisionMessage.class).error()).isNull();
        } finally {
            policy.close();
        }
    }

    private void pdp(String options) {
        policy.pdp(options, exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
    }

    private void decideAll() {
        for (Runnable each = undecided.poll(); each != null; each = undecided.poll()) {
            each.run();
        }
    }

    private static RequestMessage request(String handle) {
        return new CopsRequest(new Context(1, 0), null, null, List.of(), List.of())
                .with(TYPE, new Handle(Octets.ofText(handle)));
    }

    private static long netty() {
        ByteBufAllocatorMetric metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        return metric.usedDirectMemory() + metric.usedHeapMemory();
    }

    @Test
    void f3_f55_whatIsOnlyAnnouncedTakesNoMemory() throws Exception {
        pdp("&messageReadTimeout=30s");
        List<RawPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                peers.add(RawPeer.openPep(policy.port(), TYPE, "raw-" + i));
            }
            long before = netty();
            for (int i = 0; i < 790; i++) {
                peers.add(RawPeer.pep(policy.port()));
            }
            for (RawPeer peer : peers) {
                peer.send("10018001 00010000 00080101");
            }
            await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 800);
            // they announce 50 MiB
            assertThat(netty() - before).isLessThan(20 * MIB);
        } finally {
            for (RawPeer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void f3_aMessageThatIsTooLongIsRefusedBeforeItComes() throws Exception {
        pdp("&maxMessageLength=1024");
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            pep.send("10018001 00000404");
            assertThat(pep.read(CloseMessage.class).error().code()).isEqualTo(3);
            assertThat(pep.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void f60_moreObjectsThanAllowedAreRefused() throws Exception {
        pdp("");
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            int many = 10_000;
            pep.send("10018001 " + String.format("%08x", 24 + 4 * many) + "00080101 0000002a 00080201 00010002"
                    + "00040901".repeat(many));
            assertThat(pep.read(DecisionMessage.class).error().code()).isEqualTo(3);
            pep.send(new KeepAliveMessage(0, null));
            pep.read(KeepAliveMessage.class);
        }
        assertThat(policy.requests()).isEmpty();
    }

    @Test
    void f56_noMoreConnectionsThanAllowedInAll() throws Exception {
        pdp("&maxSessions=2");
        try (RawPeer first = RawPeer.openPep(policy.port(), TYPE);
                RawPeer second = RawPeer.openPep(policy.port(), TYPE, "second")) {
            for (int i = 0; i < 200; i++) {
                try (RawPeer more = RawPeer.pep(policy.port())) {
                    assertThat(more.isClosedByPeer()).isTrue();
                }
            }
            assertThat(policy.consumer().getSessions()).isEqualTo(2);
            first.send(new KeepAliveMessage(0, null));
            first.read(KeepAliveMessage.class);
            second.send(new KeepAliveMessage(0, null));
            second.read(KeepAliveMessage.class);
        }
        await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
    }

    /** The KATimer does not help here: there is none. */
    @Test
    void f57_aPepThatReadsNothingForTooLongIsClosed() throws Exception {
        byte[] large = new byte[60_000];
        policy.pdp("&keepAliveTimer=0&messageReadTimeout=500", exchange -> {
            exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL");
            exchange.getMessage().setBody(large);
        });
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 2_000_000; i++) {
                        pep.send(request("handle " + i));
                    }
                } catch (IOException closed) {
                    // as it should be
                }
            });
            await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
            sending.join();
        }
    }

    /** Time does not help here: there is plenty. */
    @Test
    void f57_decisionsThatNobodyReadsTakeNoMoreMemoryThanAllowed() throws Exception {
        byte[] large = new byte[60_000];
        policy.asyncPdp("&keepAliveTimer=0&messageReadTimeout=1h&requestTimeout=1h", new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                undecided.add(() -> {
                    exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL");
                    exchange.getMessage().setBody(large);
                    callback.done(false);
                });
                return false;
            }
        });
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            for (int i = 0; i < 1_000; i++) {
                pep.send(request("handle " + i));
            }
            await().atMost(PolicyFixture.PATIENCE).until(() -> undecided.size() == 1_000);
            long before = netty();
            decideAll();
            // these are 57 MiB
            await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
            assertThat(netty() - before).isLessThan(30 * MIB);
        }
    }

    @Test
    void f57_aPdpThatReadsNothingForTooLongIsLeft() throws Exception {
        pdp("");
        byte[] large = new byte[60_000];
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String uri = PolicyFixture.pep(
                    listener.getLocalPort(), "&pepId=pep2&messageReadTimeout=500&requestTimeout=1h&reconnect=false");
            policy.route(builder -> builder.from("direct:ask").to(uri));
            List<CompletableFuture<Exchange>> asking = new ArrayList<>();
            asking.add(ask(large));
            try (RawPeer pdp = RawPeer.openPdp(listener)) {
                pdp.read(RequestMessage.class);
                for (int i = 0; i < 500; i++) {
                    asking.add(ask(large));
                }
                for (CompletableFuture<Exchange> each : asking) {
                    assertThat(each.get().getException(CopsException.class))
                            .hasMessageContaining("the peer has")
                            .extracting(CopsException::getKind)
                            .isEqualTo(CopsException.Kind.DISCONNECTED);
                }
            }
        }
    }

    private CompletableFuture<Exchange> ask(Object body) {
        return policy.context().createProducerTemplate().asyncSend("direct:ask", exchange -> exchange.getIn()
                .setBody(body));
    }
}
