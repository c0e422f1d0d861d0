package org.camelpush.cops.management;

import java.net.InetAddress;
import java.net.ServerSocket;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.camelpush.cops.CopsConstants;
import org.camelpush.cops.PolicyFixture;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.security.Keys;
import org.camelpush.cops.testkit.RawPeer;
import org.camelpush.cops.testkit.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Micrometer shows of a PDP and of a PEP. */
class MetersTest {

    private static final int TYPE = 0x8001;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PolicyFixture policy = new PolicyFixture();

    @AfterEach
    void stop() {
        policy.close();
    }

    /**
     * @param options more client types, or options that begin with an ampersand
     */
    private void pdp(String options) {
        policy.context().getRegistry().bind("meters", meters);
        policy.pdp(options, exchange -> exchange.getMessage().setHeader(CopsConstants.DECISION, "INSTALL"));
    }

    private double pdpCount(String name) {
        return count(meters.get("camel.cops." + name).tag("routeId", PolicyFixture.PDP));
    }

    private double pepCount(String name) {
        return count(meters.get("camel.cops." + name).tag("pepId", "pep1").tag("pdp", "127.0.0.1:" + policy.port()));
    }

    /** Of all client types. */
    private static double count(RequiredSearch found) {
        return found.functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private double pepCount(String name, String clientType) {
        return count(meters.get("camel.cops." + name).tag("pepId", "pep1").tag("clientType", clientType));
    }

    private double pdpCount(String name, String clientType) {
        return count(meters.get("camel.cops." + name)
                .tag("routeId", PolicyFixture.PDP)
                .tag("clientType", clientType));
    }

    @Test
    void m1_messagesAndConnectionsAreCountedOnBothSides() {
        pdp("");
        policy.ask(policy.pep(""), "a flow");
        // OPN, REQ, DRQ; CAT, DEC
        await().atMost(PolicyFixture.PATIENCE).until(() -> pdpCount("in.pkts") == 3);
        assertThat(pdpCount("out.pkts")).isEqualTo(2);
        assertThat(pepCount("out.pkts")).isEqualTo(3);
        assertThat(pepCount("in.pkts")).isEqualTo(2);
        assertThat(pepCount("open.attempts")).isEqualTo(1);
        assertThat(pepCount("tcp.connect.attempts")).isEqualTo(1);
        assertThat(pepCount("tcp.connect.failures")).isZero();
        assertThat(meters.get("camel.cops.sessions").gauge().value()).isEqualTo(1);
        assertThat(meters.get("camel.cops.connections").gauge().value()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "20018001 00000008, err.unsupported.version",
        "10018001 00000004, err.length.mismatch",
        "10638001 00000008, err.unknown.opcode",
        "10018001 00000014 00080101 0000002a 00046301, err.unknown.cnum",
        "10018001 00000014 00080101 0000002a 00040909, err.bad.ctype",
        "10018001 00000010 00080101 0000002a, err.wrong.objects",
        "10078001 00000010 00080a01 0000001e, err.wrong.opcode"
    })
    void m1_eachKindOfErrorIsCounted(String octets, String counter) throws Exception {
        pdp("");
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            assertThat(pdpCount(counter)).isZero();
            pep.send(octets);
            assertThat(pep.read()).isNotNull();
            assertThat(pdpCount(counter)).isEqualTo(1);
            assertThat(pdpCount("in.errs")).isEqualTo(counter.equals("err.wrong.opcode") ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12090000 00000008, reserved.flags", // KA
        "110a8001 00000008, reserved.flags", // SSC, which nobody solicits
        "10098001 00000008, keepalive.client.type",
        "10038001 00000018 00080101 0000002a 00080c01 00010000, unexpected.report",
        "10048001 00000018 00080101 0000002a 00080501 00010000, unknown.handle", // DRQ
        "100a8001 00000008, unexpected.ssc",
        "10088002 00000010 00080801 000b0000, client.type.not.open" // CC
    })
    void f14_f16_f30_f32_f38_f44_whatIsIgnoredIsCountedByItsReason(String octets, String reason) throws Exception {
        pdp("");
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            pep.send(octets);
            await().atMost(PolicyFixture.PATIENCE).until(() -> ignored(PolicyFixture.PDP, reason) == 1);
            assertThat(pdpCount("in.errs")).isZero();
            assertThat(policy.consumer().countedByClientType()).contains(" ignored." + reason + ": 1");
            pep.send("1009000000000008");
            assertThat(pep.read()).as("it goes on").isInstanceOf(KeepAliveMessage.class);
        }
    }

    private double ignored(String routeId, String reason) {
        return count(meters.get("camel.cops.ignored").tag("routeId", routeId).tag("reason", reason));
    }

    @Test
    void f44_whatAPepIgnoresIsCountedToo() throws Exception {
        pdp("");
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            policy.route(builder -> builder.from("direct:ask").to(PolicyFixture.pep(listener.getLocalPort(), "")));
            try (RawPeer other = RawPeer.openPdp(listener)) {
                other.send(new CloseMessage(2, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null));
                await().atMost(PolicyFixture.PATIENCE)
                        .until(() -> count(meters.get("camel.cops.ignored")
                                        .tag("pepId", "pep1")
                                        .tag("reason", "client.type.not.open"))
                                == 1);
            }
        }
    }

    @Test
    void m1_f46_f47_whatIsNotAuthenticatedIsCounted() throws Exception {
        policy.context().getRegistry().bind("ring", Keys.ring(Keys.eight()));
        pdp("&requireIntegrity=true&keys=#ring");
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(Vectors.get("OPN"));
            pep.read(CloseMessage.class);
        }
        assertThat(pdpCount("err.auth.missing")).isEqualTo(1);
        try (RawPeer pep = RawPeer.pep(policy.port())) {
            pep.send(Vectors.get("OPN0int"));
            pep.read(CloseMessage.class);
        }
        assertThat(pdpCount("err.auth.failures")).isEqualTo(1);
        assertThat(pdpCount("in.errs")).isEqualTo(2);
    }

    @Test
    void m1_aClientTypeThatIsNotTakenIsCounted() {
        pdp("");
        policy.ask(policy.pep("").replace("0x8001", "2").replace("reconnectDelay=100", "reconnectDelay=1m"), "a flow");
        assertThat(pepCount("err.unsupport.clienttype")).isEqualTo(1);
        assertThat(pdpCount("err.unsupport.clienttype")).isEqualTo(1);
    }

    @Test
    void m1_aPdpThatIsSuspendedHasNoMetersUntilItIsResumed() {
        pdp("");
        policy.control(context -> context.getRouteController().suspendRoute(PolicyFixture.PDP));
        assertThat(meters.getMeters()).isEmpty();
        policy.control(context -> context.getRouteController().resumeRoute(PolicyFixture.PDP));
        assertThat(policy.ask(policy.pep(""), "a flow").getException()).isNull();
        await().atMost(PolicyFixture.PATIENCE).until(() -> pdpCount("in.pkts") == 3);
    }

    @Test
    void m1_allEndsOfOnePepShareItsMeters() {
        pdp("");
        policy.route(builder -> {
            builder.from(policy.pep("&role=pep")).routeId("listens").to("mock:heard");
            builder.from("direct:ask").routeId("asks").to(policy.pep(""));
        });
        policy.ask("direct:ask", "a flow");
        assertThat(pepCount("out.pkts")).isEqualTo(3);
        policy.control(context -> {
            context.getRouteController().stopRoute("listens");
            context.removeRoute("listens");
        });
        assertThat(pepCount("out.pkts")).as("who asks is still there").isEqualTo(3);
        policy.context().stop();
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void m1_eachClientTypeIsCountedApartAndAllElseTogether() throws Exception {
        pdp(",0x8002");
        policy.route(builder -> {
            builder.from("direct:one").routeId("one").to(policy.pep(""));
            builder.from("direct:two").routeId("two").to(policy.pep("").replace("0x8001", "0x8002"));
        });
        policy.ask("direct:one", "a flow");
        policy.ask("direct:one", "another flow");
        policy.ask("direct:two", "a flow");
        assertThat(pepCount("out.pkts", "0x8001")).as("OPN, two REQ and DRQ").isEqualTo(5);
        assertThat(pepCount("out.pkts", "0x8002")).as("OPN, REQ, DRQ").isEqualTo(3);
        await().atMost(PolicyFixture.PATIENCE).until(() -> pdpCount("in.pkts", "0x8001") == 5);
        await().atMost(PolicyFixture.PATIENCE).until(() -> pdpCount("in.pkts", "0x8002") == 3);
        try (RawPeer pep = RawPeer.openPep(policy.port(), TYPE)) {
            pep.send("1009000000000008"); // KA
            pep.read();
            pep.send("10068003 00000010 00080b01 72617700"); // OPN of a client type that is not served
            pep.read(CloseMessage.class);
        }
        assertThat(pdpCount("in.pkts", "other")).isEqualTo(2);
        assertThat(pdpCount("open.failures", "other")).isEqualTo(1);
        policy.control(context -> {
            context.getRouteController().stopRoute("two");
            context.removeRoute("two");
        });
        assertThat(meters.find("camel.cops.out.pkts").tag("pepId", "pep1").functionCounters())
                .extracting(meter -> meter.getId().getTag("clientType"))
                .containsExactlyInAnyOrder("other", "0x8001");
    }

    @Test
    void m1_whatCannotBeOpenedIsCounted() throws Exception {
        pdp("");
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            policy.route(builder -> builder.from("direct:ask")
                    .to(PolicyFixture.pep(listener.getLocalPort(), "&openTimeout=500&maxReconnectDelay=200")));
            try (RawPeer refuses = RawPeer.pdp(listener)) {
                refuses.read(OpenMessage.class);
                refuses.send(new CloseMessage(TYPE, CopsError.of(ErrorCode.UNABLE_TO_PROCESS), null, null));
                await().atMost(PolicyFixture.PATIENCE).until(() -> pepCount("open.failures", "0x8001") == 1);
            }
            try (RawPeer leaves = RawPeer.pdp(listener)) {
                leaves.read(OpenMessage.class);
            }
            await().atMost(PolicyFixture.PATIENCE).until(() -> pepCount("open.failures", "0x8001") == 2);
            try (RawPeer silent = RawPeer.pdp(listener)) {
                silent.read(OpenMessage.class);
                await().atMost(PolicyFixture.PATIENCE).until(() -> pepCount("open.failures", "0x8001") == 3);
            }
        }
    }

    @Test
    void m1_whatWasOpenHasNotFailedToOpen() {
        pdp("");
        policy.route(builder -> builder.from("direct:ask").to(policy.pep("")));
        policy.ask("direct:ask", "a flow");
        assertThat(policy.consumer().closeSessions("pep1")).isEqualTo(1);
        await().atMost(PolicyFixture.PATIENCE).until(() -> pepCount("open.attempts", "0x8001") == 2);
        assertThat(policy.ask("direct:ask", "a flow").getException()).isNull();
        assertThat(pepCount("open.failures", "0x8001")).isZero();
        assertThat(pdpCount("open.failures", "0x8001")).isZero();
    }

    @Test
    void metersGoWithWhatTheyAreOf() {
        pdp("");
        policy.route(builder -> {
            builder.from("direct:one").routeId("one").to(policy.pep(""));
            builder.from("direct:two").routeId("two").to(policy.pep("&keepState=true"));
        });
        policy.control(context -> context.getRouteController().stopRoute("one"));
        policy.control(context -> context.removeRoute("one"));
        await().atMost(PolicyFixture.PATIENCE).until(() -> pepCount("tcp.connect.attempts") == 1);
        policy.context().stop();
        assertThat(meters.getMeters()).isEmpty();
    }
}
