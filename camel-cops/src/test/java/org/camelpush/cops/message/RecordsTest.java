package org.camelpush.cops.message;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordsTest {

    private static final Handle HANDLE = new Handle(Octets.ofHex("01"));
    private static final Context CONTEXT = new Context(Context.INCOMING_MESSAGE, 0);

    private static void refuses(Runnable making, String why) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void numbersThatDoNotFitAreRefusedByName() {
        refuses(() -> new Context(65_536, 0), "R-Type is 65536; it must be 0 to 65535");
        refuses(() -> new Context(0, -1), "M-Type is -1");
        refuses(() -> new KeepAliveTimer(70_000), "KATimer is 70000");
        refuses(() -> new InInterface(InetAddress.getLoopbackAddress(), 1L << 32), "ifindex is 4294967296");
        refuses(() -> new Integrity.Hmac(-1, 0, Octets.EMPTY), "Key ID is -1");
        refuses(() -> new Integrity.Hmac(1, 1, Octets.EMPTY), "The length of a digest is 0; it must be 1 to 65523");
        refuses(() -> new KeepAliveMessage(65_536, null), "Client-type is 65536");
        refuses(() -> new UnknownObject(256, 0, Octets.EMPTY), "C-Num is 256");
    }

    @Test
    void whatDoesNotFitIntoAnObjectIsRefused() {
        refuses(() -> new Handle(Octets.EMPTY), "The length of a handle is 0; it must be 1 to 65531");
        refuses(
                () -> new DecisionData(DecisionData.Kind.NAMED, Octets.of(new byte[65_532])),
                "The length of decision data is 65532");
        refuses(
                () -> new ClientInfo(ClientInfo.Kind.NAMED, Octets.of(new byte[65_532])),
                "The length of ClientSI is 65532");
    }

    @Test
    void aDecisionMessageHasDecisionsOrAnError() {
        Decision decision = new Decision(CONTEXT, DecisionCommand.INSTALL, 0, List.of());
        CopsError error = CopsError.of(ErrorCode.UNSPECIFIED);
        refuses(() -> new DecisionMessage(1, true, HANDLE, List.of(), null, null), "either decisions or an error");
        refuses(() -> new DecisionMessage(1, true, HANDLE, List.of(decision), error, null), "either decisions or");
    }

    @Test
    void aDecisionHasNoTwoDataOfAKind() {
        DecisionData data = new DecisionData(DecisionData.Kind.NAMED, Octets.EMPTY);
        refuses(() -> new Decision(CONTEXT, DecisionCommand.INSTALL, 0, List.of(data, data)), "two data of one kind");
    }

    @Test
    void codesSayWhatTheyMean() {
        assertThat(CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT)).hasToString("3 BAD_MESSAGE_FORMAT");
        assertThat(CopsError.unknownObject(0x63, 1)).hasToString("13/25345 UNKNOWN_OBJECT");
        assertThat(new CopsError(99, 0)).hasToString("99");
        assertThat(Reason.of(ReasonCode.TIMEOUT)).hasToString("5 TIMEOUT");
        assertThat(new Reason(0, 7)).hasToString("0/7");
        assertThat(Reason.of(ReasonCode.TEAR).is(ReasonCode.TEAR)).isTrue();
        assertThat(Reason.of(ReasonCode.TEAR).is(ReasonCode.TIMEOUT)).isFalse();
    }

    @Test
    void numbersAreThoseOfTheRfc() {
        assertThat(ErrorCode.AUTHENTICATION_REQUIRED.value()).isEqualTo(15);
        assertThat(ErrorCode.of(16)).isNull();
        assertThat(ErrorCode.of(0)).isNull();
        assertThat(ReasonCode.UNKNOWN_OBJECT.value()).isEqualTo(13);
        assertThat(ReasonCode.of(14)).isNull();
        assertThat(OpCode.SYNCHRONIZE_COMPLETE.value()).isEqualTo(10);
        assertThat(DecisionCommand.REMOVE.value()).isEqualTo(2);
        assertThat(DecisionCommand.of(-1)).isNull();
        assertThat(DecisionData.Kind.NAMED.value()).isEqualTo(5);
        assertThat(ClientInfo.Kind.of(0)).isNull();
        assertThat(ReportType.ACCOUNTING.value()).isEqualTo(3);
        assertThat(ReportType.of(0)).isNull();
    }

    @Test
    void onlyAContextWithTheBitIsConfiguration() {
        assertThat(new Context(Context.CONFIGURATION | Context.INCOMING_MESSAGE, 0).isConfiguration())
                .isTrue();
        assertThat(CONTEXT.isConfiguration()).isFalse();
    }

    @Test
    void octetsAreAValueThatNobodyCanChange() {
        byte[] source = {1, 2};
        Octets octets = Octets.of(source);
        source[0] = 9;
        octets.toArray()[1] = 9;
        assertThat(octets).isEqualTo(Octets.ofHex("0102")).hasSameHashCodeAs(Octets.ofHex("0102"));
        assertThat(octets).isNotEqualTo(Octets.ofHex("010200")).isNotEqualTo("0102");
        assertThat(octets.isEmpty()).isFalse();
        assertThat(Octets.of().isEmpty()).isTrue();
        assertThat(Octets.ofText("grün").toText()).isEqualTo("grün");
    }

    @Test
    void manyOctetsAreShownShort() {
        assertThat(Octets.of(new byte[33]).toString())
                .endsWith("00... (33 octets)")
                .hasSizeLessThan(90);
        assertThat(Octets.ofHex("FFfe")).hasToString("fffe");
        assertThat(new Handle(Octets.ofHex("2a"))).hasToString("2a");
    }

    @Test
    void listsInMessagesAreCopies() {
        List<ClientInfo> info = new java.util.ArrayList<>();
        RequestMessage message = new RequestMessage(1, HANDLE, CONTEXT, null, null, info, List.of(), null);
        info.add(new ClientInfo(ClientInfo.Kind.NAMED, Octets.EMPTY));
        assertThat(message.clientInfo()).isEmpty();
        assertThat(message.solicited()).isFalse();
    }
}
