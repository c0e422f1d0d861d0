package org.camelpush.cops.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.UnknownObject;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Of a message that is none, everything is known that its answer needs. */
class MalformedMessagesTest {

    private static final Handle HANDLE = new Handle(Octets.ofHex("0000002a"));
    private static final String H = "00080101 0000002a";
    private static final String CONTEXT = "00080201 00010002";
    private static final String FLAGS = "00080601 00010000";
    private static final String ERROR = "00080801 00030000";
    private static final String PEPID = "00080b01 70656500";
    private static final CopsError BAD_FORMAT = CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT);

    /** A message of client type 1 with its right length. */
    private static String message(OpCode opCode, String body) {
        int length = 8 + body.replaceAll("[ |]", "").length() / 2;
        return String.format("10%02x0001%08x", opCode.value(), length) + body;
    }

    private static MalformedMessage of(OpCode opCode, String... objects) {
        return Wire.malformed(message(opCode, String.join("", objects)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0000", "000000"})
    void f1_aLengthThatIsNoMultipleOfFourIsAnsweredByItsHandleAndIsTheEnd(String surplus) {
        MalformedMessage malformed = of(OpCode.REQUEST, H, CONTEXT, surplus);
        assertThat(malformed.is(OpCode.REQUEST)).isTrue();
        assertThat(malformed.clientType()).isEqualTo(1);
        assertThat(malformed.handle()).isEqualTo(HANDLE);
        assertThat(malformed.error()).isEqualTo(BAD_FORMAT);
        assertThat(malformed.fatal()).isTrue();
    }

    @Test
    void f1_aMessageThatLacksItsLastPaddingOnlyIsMalformedToo() {
        MalformedMessage malformed = of(OpCode.REQUEST, H, CONTEXT, "00060901 0102");
        assertThat(malformed.handle()).isEqualTo(HANDLE);
        assertThat(malformed.what()).isEqualTo("REQ with a message length of 30, which is no multiple of 4");
        assertThat(malformed.fatal()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "f2, 1001000100000000, less than the header's 8",
        "f2, 1001000100000007, less than the header's 8",
        "f3, 1001000100010004, maxMessageLength is 65536",
        "f3, 100100017fffffff, maxMessageLength is 65536",
        "f3, 10010001ffffffff, a message length of 4294967295",
        "f13, 1000000100000008, unknown op code 0",
        "f13, 100b000100000008, unknown op code 11",
        "f13, 10ff000100000008, unknown op code 255",
        "f14, 2001000100000008, version 2 instead of 1",
        "f14, 0001000100000008, version 0 instead of 1"
    })
    void f2_f3_f13_f14_aHeaderThatLeadsNowhereIsTheEnd(String fault, String header, String what) {
        MalformedMessage malformed = Wire.malformed(header + "00000000");
        assertThat(malformed.fatal()).isTrue();
        assertThat(malformed.clientType()).isEqualTo(1);
        assertThat(malformed.handle()).isNull();
        assertThat(malformed.error()).isEqualTo(BAD_FORMAT);
        assertThat(malformed.what()).contains(what);
    }

    @Test
    void f3_aLengthBeyondTheLimitIsRefusedWithTheHeaderAlone() {
        // nothing but the header has come, so nothing was waited for and no memory taken
        assertThat(Wire.malformed("100100017fffffff").fatal()).isTrue();
    }

    @Test
    void f2_behindAFatalMessageNothingIsReadAnyMore() {
        ByteBuf in = Unpooled.wrappedBuffer(
                Octets.ofHex("10010001000000001009000000000008").toArray());
        assertThatThrownBy(() -> new MessageReader(Wire.LIMITS).read(in)).isInstanceOf(MalformedMessageException.class);
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void f1_behindAMessageOfACrookedLengthNothingIsReadAnyMore() {
        ByteBuf in = Unpooled.wrappedBuffer(
                Octets.ofHex("1009000000000009001009000000000008").toArray());
        assertThatThrownBy(() -> new MessageReader(Wire.LIMITS).read(in)).isInstanceOf(MalformedMessageException.class);
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void behindAMalformedMessageThatIsNotFatalTheNextIsRead() throws Exception {
        ByteBuf in =
                Unpooled.wrappedBuffer(Octets.ofHex((message(OpCode.REQUEST, H) + "1009000000000008").replace(" ", ""))
                        .toArray());
        MessageReader reader = new MessageReader(Wire.LIMITS);
        assertThatThrownBy(() -> reader.read(in)).isInstanceOf(MalformedMessageException.class);
        assertThat(reader.read(in)).isEqualTo(new KeepAliveMessage(0, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void f4_anObjectLengthBelowFourEndsTheMessageAndNeverLoops(int length) {
        MalformedMessage malformed = of(OpCode.REQUEST, H, CONTEXT, String.format("%04x0901 00000000", length));
        assertThat(malformed.error()).isEqualTo(BAD_FORMAT);
        assertThat(malformed.handle()).isEqualTo(HANDLE);
        assertThat(malformed.what()).contains("an object length of " + length);
        assertThat(malformed.fatal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00090901 00000000", "ffff0901 00000000"})
    void f5_anObjectThatRunsPastTheEndIsMalformed(String object) {
        assertThat(of(OpCode.REQUEST, H, CONTEXT, object).what()).contains("runs past the end");
        assertThat(of(OpCode.DECISION, H, object).reason()).isEqualTo(Reason.of(ReasonCode.MALFORMED_DECISION));
    }

    @Test
    void f6_octetsBehindTheLastObjectAreMalformed() {
        assertThat(of(OpCode.REQUEST, H, CONTEXT, "0000").what()).contains("2 octets behind the last object");
    }

    @Test
    void f6_paddingThatIsNotZeroIsTaken() {
        assertThat(Wire.decode(octets(message(OpCode.OPEN, "000d0b01 70656531 20202020 00ffffff"))))
                .isEqualTo(new OpenMessage(1, new PepId("pee1    "), null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "17, 1", "99, 1", "255, 255"})
    void f7_o5_anUnknownClassIsKeptAndToldByItsNumbers(int cNum, int cType) {
        MalformedMessage malformed =
                of(OpCode.REQUEST, String.format("0005%02x%02x ab000000", cNum, cType), H, CONTEXT);
        assertThat(malformed.error()).isEqualTo(new CopsError(13, cNum << 8 | cType));
        assertThat(malformed.handle()).isEqualTo(HANDLE);
        assertThat(malformed.unknown()).containsExactly(new UnknownObject(cNum, cType, Octets.ofHex("ab")));
        assertThat(malformed.fatal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST, 1, 2", "REQUEST, 2, 2", "REQUEST, 3, 3", "REQUEST, 4, 0", "REQUEST, 9, 3", "REQUEST, 7, 6",
        "DECISION, 6, 0", "DECISION, 6, 6", "DECISION, 8, 2", "DELETE, 5, 2", "REPORT, 12, 2", "OPEN, 11, 2",
        "OPEN, 14, 3", "ACCEPT, 10, 2", "ACCEPT, 15, 2", "CLOSE, 13, 3", "KEEP_ALIVE, 16, 3"
    })
    void f8_anUnknownTypeOfAKnownClassIsToldByItsNumbers(OpCode opCode, int cNum, int cType) {
        String unknown = String.format("0008%02x%02x 00000000", cNum, cType);
        MalformedMessage malformed = of(opCode, unknown);
        assertThat(malformed.error()).isEqualTo(CopsError.unknownObject(cNum, cType));
        assertThat(malformed.unknown()).hasSize(1);
    }

    @Test
    void f7_aPepTellsTheUnknownObjectOfADecisionAsAReason() {
        assertThat(of(OpCode.DECISION, H, CONTEXT, FLAGS, "00046301").reason()).isEqualTo(new Reason(13, 0x6301));
    }

    @Test
    void f7_ofSeveralUnknownObjectsAllAreKeptAndTheFirstIsTold() {
        MalformedMessage malformed = of(OpCode.REQUEST, H, "0004ff02", CONTEXT, "00046301");
        assertThat(malformed.error()).isEqualTo(CopsError.unknownObject(255, 2));
        assertThat(malformed.unknown()).extracting(UnknownObject::cNum).containsExactly(255, 99);
    }

    @Test
    void f9_aKnownObjectInTheWrongMessageIsMalformed() {
        MalformedMessage malformed = of(OpCode.REQUEST, H, CONTEXT, PEPID);
        assertThat(malformed.error()).isEqualTo(BAD_FORMAT);
        assertThat(malformed.what()).isEqualTo("REQ with a PEPID in a REQ");
    }

    @Test
    void f10_twoOfWhatThereIsOneOfAreMalformed() {
        assertThat(of(OpCode.REQUEST, H, H, CONTEXT).what()).contains("two Handle");
        assertThat(of(OpCode.OPEN, PEPID, PEPID).what()).contains("two PEPID");
        assertThat(of(OpCode.REQUEST, H, CONTEXT, CONTEXT).what()).contains("a Context without Decision Flags");
        assertThat(of(OpCode.DECISION, H, CONTEXT, FLAGS, FLAGS).what()).contains("without a Context");
    }

    @Test
    void f11_aMissingMandatoryObjectIsErrorSeven() {
        CopsError missing = CopsError.of(ErrorCode.MANDATORY_OBJECT_MISSING);
        assertThat(of(OpCode.REQUEST, H).error()).isEqualTo(missing);
        assertThat(of(OpCode.REQUEST, CONTEXT).error()).isEqualTo(missing);
        assertThat(of(OpCode.OPEN).error()).isEqualTo(missing);
        assertThat(of(OpCode.ACCEPT).error()).isEqualTo(missing);
        assertThat(of(OpCode.CLOSE).error()).isEqualTo(missing);
        assertThat(of(OpCode.REPORT, H).error()).isEqualTo(missing);
        assertThat(of(OpCode.REPORT, "00080c01 00010000").error()).isEqualTo(missing);
        assertThat(of(OpCode.DELETE, H).error()).isEqualTo(missing);
        assertThat(of(OpCode.DELETE, "00080501 00010000").error()).isEqualTo(missing);
        assertThat(of(OpCode.DECISION, H).error()).isEqualTo(missing);
        assertThat(of(OpCode.DECISION, CONTEXT, FLAGS).error()).isEqualTo(missing);
    }

    @Test
    void r6_f11_inADecisionFlagsComeFirst() {
        for (String objects : new String[] {CONTEXT, FLAGS, CONTEXT + "00080602 00000000" + FLAGS}) {
            MalformedMessage malformed = of(OpCode.DECISION, H, objects);
            assertThat(malformed.reason()).isEqualTo(Reason.of(ReasonCode.MALFORMED_DECISION));
            assertThat(malformed.handle()).isEqualTo(HANDLE);
        }
    }

    @Test
    void aDecisionWithAnErrorIsMalformed() {
        assertThat(of(OpCode.DECISION, H, CONTEXT, FLAGS, ERROR).what()).contains("both an Error and decisions");
    }

    @Test
    void f10_aDecisionWithTwoDataOfOneKindIsMalformed() {
        String data = "00080604 00000000";
        assertThat(of(OpCode.DECISION, H, CONTEXT, FLAGS, data, data).what()).contains("of one kind");
    }

    @Test
    void anUnknownCommandOrReportTypeIsMalformed() {
        assertThat(of(OpCode.DECISION, H, CONTEXT, "00080601 00030000").error()).isEqualTo(BAD_FORMAT);
        assertThat(of(OpCode.REPORT, H, "00080c01 00040000").error()).isEqualTo(BAD_FORMAT);
        assertThat(of(OpCode.REPORT, H, "00080c01 00000000").error()).isEqualTo(BAD_FORMAT);
    }

    @Test
    void f12_o11_behindTheIntegrityNothingMayStand() {
        String integrity = "00181001 00000007 00000064 000000000000000000000000";
        assertThat(of(OpCode.REQUEST, H, integrity, CONTEXT).what()).contains("behind the Integrity");
        assertThat(of(OpCode.KEEP_ALIVE, integrity, integrity).what()).contains("behind the Integrity");
    }

    @Test
    void f47_anIntegrityWithoutADigestIsMalformed() {
        assertThat(of(OpCode.KEEP_ALIVE, "000c1001 00000007 00000064").what()).contains("without a digest");
    }

    @Test
    void x1_onlyOpnAndCatOfClientTypeZeroMayAskForTls() {
        String tls = "00081002 00000001";
        assertThat(of(OpCode.KEEP_ALIVE, tls).what()).contains("asks for TLS");
        assertThat(of(OpCode.OPEN, PEPID, tls).what()).contains("asks for TLS");
        assertThat(of(OpCode.ACCEPT, "00080a01 0000001e", tls).what()).contains("asks for TLS");
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST, 00060201 00010000",
        "REQUEST, 000c0201 00010002 00000000",
        "REQUEST, 00100301 c0000209 00000007 00000000",
        "REQUEST, 000c0302 c0000209 00000007",
        "DECISION, 00040601",
        "DELETE, 00040501",
        "DECISION, 00040801",
        "ACCEPT, 00060a01 001e0000",
        "ACCEPT, 00060f01 001e0000",
        "CLOSE, 00080d01 c0000202",
        "OPEN, 00080e02 c0000202",
        "REPORT, 00040c01",
        "KEEP_ALIVE, 00041002",
        "REQUEST, 00080401 c0000209",
        "CLOSE, 00040801"
    })
    void anObjectOfAnotherLengthThanItsClassHasIsMalformed(OpCode opCode, String object) {
        assertThat(of(opCode, object).error()).isEqualTo(BAD_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({
        "00080b01 70656531, without a NUL",
        "00080b01 00000000, The length of a PEPID is 0",
        "00080b01 70e46500, printable ASCII",
        "00080b01 700a6500, printable ASCII",
        "00040b01, without a NUL"
    })
    void f22_o9_aBadPepIdIsMalformed(String object, String what) {
        MalformedMessage malformed = of(OpCode.OPEN, object);
        assertThat(malformed.error()).isEqualTo(BAD_FORMAT);
        assertThat(malformed.what()).contains(what);
    }

    @Test
    void f22_aPepIdOf64KiBIsMalformed() {
        String huge = "fffc0b01" + "61".repeat(0xfff7) + "00";
        MalformedMessage malformed = Wire.malformed(message(OpCode.OPEN, huge), new CopsLimits(100_000, 8, 1));
        assertThat(malformed.what()).contains("it must be 1 to 1024");
    }

    @Test
    void o9_a1_paddingOfAPepIdIsReadInsideAndOutsideItsLength() {
        OpenMessage expected = new OpenMessage(1, new PepId("pe"), null, null, null);
        assertThat(Wire.decode(octets(message(OpCode.OPEN, "00070b01 70650000"))))
                .isEqualTo(expected);
        assertThat(Wire.decode(octets(message(OpCode.OPEN, "00080b01 70650000"))))
                .isEqualTo(expected);
        assertThat(Wire.encode(expected)).isEqualTo(octets(message(OpCode.OPEN, "00080b01 70650000")));
    }

    @Test
    void o9_aPepIdThatFillsItsWordsGetsAWordForItsNul() {
        assertThat(Wire.encode(new OpenMessage(1, new PepId("pepe"), null, null, null)))
                .isEqualTo(octets(message(OpCode.OPEN, "000c0b01 70657065 00000000")));
    }

    @Test
    void f35_aHandleBeyondTheLimitIsABadHandle() {
        CopsLimits limits = new CopsLimits(65_536, 256, 3);
        MalformedMessage malformed = Wire.malformed(message(OpCode.REQUEST, H + CONTEXT), limits);
        assertThat(malformed.error()).isEqualTo(CopsError.of(ErrorCode.BAD_HANDLE));
        assertThat(malformed.what()).contains("a Handle of 4 octets; maxHandleLength is 3");
    }

    @Test
    void f35_aHandleOfNoOctetsIsMalformed() {
        assertThat(of(OpCode.REQUEST, "00040101", CONTEXT).error()).isEqualTo(BAD_FORMAT);
    }

    @Test
    void f35_o2_handlesThatDifferByATrailingZeroAreDifferent() {
        DecisionMessage one =
                (DecisionMessage) Wire.decode(octets(message(OpCode.DECISION, "00050101 07000000" + ERROR)));
        DecisionMessage two =
                (DecisionMessage) Wire.decode(octets(message(OpCode.DECISION, "00060101 07000000" + ERROR)));
        assertThat(one.handle()).isNotEqualTo(two.handle());
    }

    @Test
    void f60_moreObjectsThanAllowedAreMalformed() {
        String many = "00040901".repeat(15_000);
        MalformedMessage malformed = of(OpCode.REQUEST, H, CONTEXT, many);
        assertThat(malformed.error()).isEqualTo(BAD_FORMAT);
        assertThat(malformed.handle()).isEqualTo(HANDLE);
        assertThat(malformed.what()).contains("more than 256 objects, which is maxObjects");
    }

    @Test
    void f60_asManyObjectsAsAllowedAreTaken() {
        assertThat(Wire.decode(octets(message(OpCode.REQUEST, H + CONTEXT + "00040901".repeat(254)))))
                .isNotNull();
    }

    @Test
    void h1_f14_reservedFlagsAreIgnored() {
        assertThat(Wire.decode(octets("1e09000000000008"))).isEqualTo(new KeepAliveMessage(0, null));
    }

    @Test
    void f16_aKeepAliveOfAClientTypeIsRead() {
        assertThat(Wire.decode(octets("1009000500000008"))).isEqualTo(new KeepAliveMessage(5, null));
    }

    @Test
    void a3_reservedFieldsAreIgnored() {
        assertThat(Wire.decode(octets(message(OpCode.ACCEPT, "00080a01 ffff001e"))))
                .isEqualTo(Wire.decode(octets(message(OpCode.ACCEPT, "00080a01 0000001e"))));
    }

    @Test
    void a4_objectsAreReadInAnyOrder() {
        assertThat(Wire.decode(octets(message(OpCode.REQUEST, CONTEXT + "00080901 00000000" + H))))
                .isEqualTo(Wire.decode(octets(message(OpCode.REQUEST, H + CONTEXT + "00080901 00000000"))));
    }

    @Test
    void theMessageForPeopleHoldsNothingOfThePeers() {
        assertThat(of(OpCode.OPEN, "00100b01 70617373 776f7264 0a0a0000").what())
                .doesNotContain("password");
    }

    private static Octets octets(String hex) {
        return Octets.ofHex(hex.replaceAll("[ |]", ""));
    }
}
