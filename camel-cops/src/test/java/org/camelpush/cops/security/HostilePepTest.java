package org.camelpush.cops.security;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.testkit.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever a PEP sends, it gets the answer that is due, and the next one is served. */
class HostilePepTest {

    private static final int TYPE = 0x8001;
    private static final String H = "00080101 0000002a";
    private static final Handle HANDLE = new Handle(Octets.ofHex("0000002a"));

    private final PolicyFixture policy = new PolicyFixture();

    @AfterEach
    void theNextPepIsServed() throws Exception {
        try (RawPeer next = RawPeer.openPep(policy.port(), TYPE)) {
            next.send(new CopsRequest(new Context(1, 0), null, null, List.of(), List.of()).with(TYPE, HANDLE));
            assertThat(next.read(DecisionMessage.class).error()).isNull();
        } finally {
            policy.close();
        }
    }

    private RawPeer openPep() throws Exception {
        policy.pdp();
        return RawPeer.openPep(policy.port(), TYPE);
    }

    @ParameterizedTest
    @CsvSource({
        "f1, 10018001 0000001a 00080101 0000002a 00080201 00010002 0000, 3, true",
        "f4, 10018001 00000014 00080101 0000002a 00030901, 3, false",
        "f5, 10018001 00000014 00080101 0000002a 00ff0901, 3, false",
        "f7, 10018001 00000014 00080101 0000002a 00046301, 13, false",
        "f8, 10018001 00000014 00080101 0000002a 00040909, 13, false",
        "f9, 10018001 0000001c 00080101 0000002a 0004 0b01 00080201 00010002, 3, false",
        "f11, 10018001 00000010 00080101 0000002a, 7, false"
    })
    void f1_f4_f5_f7_f8_f9_f11_r1_aMalformedRequestIsAnsweredByADecisionWithAnError(
            String fault, String octets, int error, boolean closes) throws Exception {
        try (RawPeer pep = openPep()) {
            pep.send(octets);
            DecisionMessage decision = pep.read(DecisionMessage.class);
            assertThat(decision.handle()).isEqualTo(HANDLE);
            assertThat(decision.solicited()).isTrue();
            assertThat(decision.error().code()).isEqualTo(error);
            if (closes) {
                assertThat(pep.isClosedByPeer()).isTrue();
            } else {
                pep.send(new KeepAliveMessage(0, null));
                pep.read(KeepAliveMessage.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void f58_aMessageThatIsCutOffIsCountedAndLeavesNothing(boolean reset) throws Exception {
        try (RawPeer pep = openPep()) {
            pep.send(new CopsRequest(new Context(1, 0), null, null, List.of(), List.of()).with(TYPE, HANDLE));
            pep.read(DecisionMessage.class);
            pep.send("10018001 00000018 00080101 0000002b 00080201 000100"); // one octet less than it says
            if (reset) {
                pep.reset();
            }
        }
        await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
        assertThat(policy.requests()).extracting(RequestMessage::handle).containsExactly(HANDLE);
        assertThat(policy.consumer().countedByClientType()).contains("0x8001 in.pkts: 2");
        if (!reset) { // what has come before an RST need not have been read
            assertThat(policy.consumer().countedByClientType()).contains("other err.length.mismatch: 1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "f2, 10018001 00000004",
        "f3, 10018001 7fffffff",
        "f3, 10018001 ffffffff",
        "f13, 10638001 00000008",
        "f14, 20018001 00000008"
    })
    void a5_f2_f3_f13_f14_aHeaderThatLeadsNowhereIsAnsweredByAClientCloseAndTheEnd(String fault, String octets)
            throws Exception {
        try (RawPeer pep = openPep()) {
            pep.send(octets);
            assertThat(pep.read(CloseMessage.class))
                    .isEqualTo(new CloseMessage(TYPE, CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT), null, null));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void f18_aFirstMessageThatIsNoOpnIsAnsweredByAClientCloseAndTheEnd() throws Exception {
        policy.pdp();
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send("10018001 00000018" + H + "00080201 00010002");
            assertThat(pep.read(CloseMessage.class).error()).isEqualTo(CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
        assertThat(policy.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "f11, 10068001 00000008, 7",
        "f22, 10068001 00000010 00080b01 61616161, 3",
        "f7, 10068001 0000000c 00041101, 13"
    })
    void f7_f11_f22_l2_aMalformedOpnIsAnsweredByAClientClose(String fault, String octets, int error) throws Exception {
        policy.pdp();
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(octets);
            assertThat(pep.read(CloseMessage.class).error().code()).isEqualTo(error);
        }
    }

    @Test
    void f15_a13_aMessageOfTheWrongDirectionClosesItsClientType() throws Exception {
        try (RawPeer pep = openPep()) {
            pep.send(new AcceptMessage(TYPE, new KeepAliveTimer(1), null, null));
            assertThat(pep.read(CloseMessage.class).error()).isEqualTo(CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT));
        }
    }

    @Test
    void f17_a11_aRequestOfAClientTypeThatIsNotOpenIsRefused() throws Exception {
        try (RawPeer pep = openPep()) {
            pep.send("10010002 00000018" + H + "00080201 00010002");
            assertThat(pep.read(CloseMessage.class))
                    .isEqualTo(new CloseMessage(2, CopsError.of(ErrorCode.UNSUPPORTED_CLIENT_TYPE), null, null));
        }
    }

    @Test
    void f20_a9_anotherPepIdOnTheSameConnectionIsRefused() throws Exception {
        try (RawPeer pep = openPep()) {
            pep.send(new OpenMessage(TYPE, new PepId("somebody else"), null, null, null));
            assertThat(pep.read(CloseMessage.class).error()).isEqualTo(CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT));
        }
    }

    @Test
    void f35_aHandleThatIsTooLongIsABadHandle() throws Exception {
        try (RawPeer pep = openPep()) {
            pep.send("10018001 00000414 04040101" + "61".repeat(1024) + "00080201 00010002");
            assertThat(pep.read(DecisionMessage.class).error()).isNull();
            pep.send("10018001 00000418 04050101" + "61".repeat(1025) + "000000 00080201 00010002");
            CloseMessage close = pep.read(CloseMessage.class);
            assertThat(close.error()).isEqualTo(CopsError.of(ErrorCode.BAD_HANDLE));
        }
    }

    @Test
    void f36_aFloodOfHandlesIsRefusedBeyondTheLimit() throws Exception {
        policy.pdp("&maxHandlesPerSession=10", exchange -> exchange.getMessage()
                .setHeader(CopsConstants.DECISION, "INSTALL"));
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            int refused = 0;
            for (int i = 0; i < 50; i++) {
                pep.send(new CopsRequest(new Context(1, 0), null, null, List.of(), List.of())
                        .with(TYPE, new Handle(Octets.of((byte) i))));
                refused += pep.read(DecisionMessage.class).error() == null ? 0 : 1;
            }
            assertThat(refused).isEqualTo(40);
        }
    }

    @Test
    void f46_f49_x4_whoAsksForTlsOrAKeyIsToldThatThereIsNone() throws Exception {
        policy.pdp();
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send("10060000 00000018 00080b01 70657000 00081002 00000001");
            assertThat(pep.read(CloseMessage.class))
                    .isEqualTo(new CloseMessage(0, CopsError.unknownObject(16, 2), null, null));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send("10060000 00000028 00080b01 70657000 00181001 00000007 00000064 000000000000000000000000");
            assertThat(pep.read(CloseMessage.class).error()).isEqualTo(CopsError.of(ErrorCode.AUTHENTICATION_FAILURE));
            assertThat(pep.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void f55_aConnectionWithoutAnOpnIsClosed() throws Exception {
        policy.pdp("&openTimeout=2s", exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            assertThat(pep.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void f55_aMessageThatDoesNotEndIsTheEnd() throws Exception {
        policy.pdp("&messageReadTimeout=200", exchange -> exchange.getMessage()
                .setHeader(CopsConstants.DECISION, "INSTALL"));
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            pep.send("10018001 000000");
            assertThat(pep.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void f56_moreConnectionsThanAllowedAreClosed() throws Exception {
        policy.pdp("&maxSessionsPerHost=2", exchange -> exchange.getMessage()
                .setHeader(CopsConstants.DECISION, "INSTALL"));
        try (RawPeer first = RawPeer.openPep(policy.port(), TYPE);
                RawPeer second = RawPeer.openPep(policy.port(), TYPE, "second");
                RawPeer third = RawPeer.pep(policy.port())) {
            assertThat(third.isClosedByPeer()).isTrue();
            first.send(new KeepAliveMessage(0, null));
            first.read(KeepAliveMessage.class);
            second.send(new KeepAliveMessage(0, null));
            second.read(KeepAliveMessage.class);
        }
        await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
    }

    @Test
    void f57_aPepThatDoesNotReadIsNotReadEither() throws Exception {
        byte[] large = new byte[60_000];
        CompletableFuture<Void> enough = new CompletableFuture<>();
        policy.pdp("&keepAliveTimer=2s", exchange -> {
            exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL");
            if (policy.requests().size() > 1) {
                exchange.getMessage().setBody(large);
            }
        });
        RawPeer pep = RawPeer.openPep(policy.port(), TYPE);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 1; i < 2_000_000; i++) {
                    pep.send(new CopsRequest(new Context(1, 0), null, null, List.of(), List.of())
                            .with(TYPE, new Handle(Octets.ofText("handle " + i))));
                }
            } catch (IOException closed) {
                enough.complete(null);
            }
        });
        await().atMost(PolicyFixture.PATIENCE).until(() -> policy.consumer().getSessions() == 0);
        sending.join();
        assertThat(enough).isDone();
        assertThat(policy.requests().size()).isLessThan(50_000);
        pep.close();
        policy.requests().clear();
    }

    @Test
    void f59_messagesInPiecesAndManyInOnePieceAreServedAlike() throws Exception {
        try (RawPeer pep = openPep()) {
            String request = "10018001 00000018" + H + "00080201 00010002";
            Octets octets = Octets.ofHex(request.replace(" ", ""));
            for (byte octet : octets.toArray()) {
                pep.send(Octets.of(octet));
            }
            assertThat(pep.read(DecisionMessage.class).error()).isNull();
            pep.send(request.repeat(1000));
            for (int i = 0; i < 1000; i++) {
                assertThat(pep.read(DecisionMessage.class).handle()).isEqualTo(HANDLE);
            }
        }
    }
}
