package org.camelpush.cops.codec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.Decision;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionData;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.InInterface;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.OutInterface;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.camelpush.cops.testkit.Vectors;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** What another encoder made is read as what it is, and written again octet for octet. */
class VectorsTest {

    private static final PepId PEP = new PepId("pep1.example");
    private static final Handle SHORT = new Handle(Octets.ofHex("0000002a"));
    private static final Handle LONG = new Handle(Octets.ofText("abcde"));

    static Stream<String> names() {
        return Vectors.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void h1_h2_isWrittenAgainOctetForOctet(String name) {
        Octets octets = Vectors.get(name);
        assertThat(Wire.encode(Wire.decode(octets))).isEqualTo(octets);
    }

    @ParameterizedTest
    @MethodSource("names")
    void o10_isReadAsWhatItIs(String name) throws Exception {
        assertThat(Wire.decode(Vectors.get(name))).isEqualTo(expected().get(name));
    }

    @Test
    void theVectorsHoldEveryMessage() {
        assertThat(Vectors.all().values().stream()
                        .map(Wire::decode)
                        .map(CopsMessage::opCode)
                        .distinct())
                .hasSize(10);
    }

    private static Map<String, CopsMessage> expected() throws UnknownHostException {
        return Map.ofEntries(
                entry("OPN", new OpenMessage(1, PEP, null, new LastPdpAddress(address("192.0.2.1"), 3288), null)),
                entry("OPN6", new OpenMessage(1, PEP, null, new LastPdpAddress(address("2001:db8::1"), 3288), null)),
                entry("CAT", new AcceptMessage(1, new KeepAliveTimer(30), new AccountingTimer(60), null)),
                entry("REQ", request()),
                entry("DEC", decision()),
                entry("DECERR", new DecisionMessage(1, true, SHORT, List.of(), CopsError.unknownObject(0x63, 1), null)),
                entry("RPT", new ReportMessage(1, true, SHORT, ReportType.SUCCESS, List.of(), null)),
                entry("DRQ", new DeleteMessage(1, SHORT, Reason.of(ReasonCode.MALFORMED_DECISION), null)),
                entry("SSQ", new SynchronizeMessage(1, null, null)),
                entry("SSQH", new SynchronizeMessage(1, SHORT, null)),
                entry("SSC", new SynchronizeCompleteMessage(1, null, null)),
                entry("KA", new KeepAliveMessage(0, null)),
                entry(
                        "CC",
                        new CloseMessage(
                                1,
                                CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER),
                                new PdpRedirectAddress(address("192.0.2.2"), 3288),
                                null)),
                entry("OPN0int", new OpenMessage(0, PEP, null, null, hmac(100, "df4af557f629753fd91fbb7b"))),
                entry(
                        "CAT0int",
                        new AcceptMessage(0, new KeepAliveTimer(30), null, hmac(10, "502ef468de49c3bf9c9b61ec"))),
                entry("KAint", new KeepAliveMessage(0, hmac(11, "3abab2a4c1cdaa674ffefa07"))),
                entry("OPN0tls", new OpenMessage(0, PEP, null, null, new Integrity.Tls(Integrity.Tls.START_TLS))),
                entry("DECPR", provisioning()));
    }

    private static CopsMessage request() throws UnknownHostException {
        return new RequestMessage(
                1,
                LONG,
                new Context(Context.INCOMING_MESSAGE | Context.RESOURCE_ALLOCATION | Context.OUTGOING_MESSAGE, 2),
                new InInterface(address("192.0.2.9"), 7),
                new OutInterface(address("2001:db8::9"), 8),
                List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, Octets.ofHex("010203"))),
                List.of(new Decision(null, DecisionCommand.INSTALL, 0, List.of())),
                null);
    }

    private static CopsMessage decision() {
        return new DecisionMessage(
                1,
                true,
                LONG,
                List.of(
                        new Decision(new Context(Context.INCOMING_MESSAGE, 2), DecisionCommand.INSTALL, 0, List.of()),
                        new Decision(
                                new Context(Context.RESOURCE_ALLOCATION, 2),
                                DecisionCommand.INSTALL,
                                Decision.TRIGGER_ERROR,
                                List.of(new DecisionData(DecisionData.Kind.STATELESS, Octets.ofHex("0007"))))),
                null,
                null);
    }

    private static CopsMessage provisioning() {
        Octets named = Octets.ofHex("000d010106072b060102020801000000003003010201084004c03901054004ffffffff4004000000"
                + "004004000000000201ff0201060500050005000500020101");
        return new DecisionMessage(
                2,
                true,
                SHORT,
                List.of(new Decision(
                        new Context(Context.CONFIGURATION, 0),
                        DecisionCommand.INSTALL,
                        0,
                        List.of(new DecisionData(DecisionData.Kind.NAMED, named)))),
                null,
                null);
    }

    private static Integrity hmac(long sequence, String digest) {
        return new Integrity.Hmac(7, sequence, Octets.ofHex(digest));
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
