package org.camelpush.cops.security;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.testkit.AnyMessage;
import org.camelpush.cops.testkit.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The agreement on Integrity, and what is done with messages that it does not hold for. */
class IntegrityTest {

    private static final CopsError REQUIRED = new CopsError(15, 16 << 8 | 1);
    private static final CopsError FAILED = CopsError.of(ErrorCode.AUTHENTICATION_FAILURE);
    private static final KeepAliveMessage KEEP_ALIVE = new KeepAliveMessage(0, null);

    private final RandomGenerator random = new SplittableRandom(1);

    private SecureEnd pdp(boolean required, IntegrityKey... keys) {
        return new SecureEnd(
                new PdpSecurity(new SecuritySettings(Keys.ring(keys), required, TlsMode.NONE, false), 30, random));
    }

    private SecureEnd pep(IntegrityKey... keys) {
        return new SecureEnd(new PepSecurity(
                new SecuritySettings(Keys.ring(keys), false, TlsMode.NONE, false), Keys.PEP, new TlsMemory(), random));
    }

    static OpenMessage open(int clientType) {
        return new OpenMessage(clientType, Keys.PEP, null, null, null);
    }

    private static Integrity.Hmac hmac(CopsMessage message) {
        return (Integrity.Hmac) message.integrity();
    }

    private static Octets changed(Octets octets, int at) {
        byte[] copy = octets.toArray();
        copy[at] ^= 1;
        return Octets.of(copy);
    }

    private static void refused(SecureEnd end, CopsError error) {
        assertThat(end.refusal).isNotNull();
        assertThat(end.refusal.error()).isEqualTo(error);
        CloseMessage close = (CloseMessage) end.lastSent();
        assertThat(close.clientType()).isZero();
        assertThat(close.error()).isEqualTo(error);
    }

    /** Both ends have agreed. */
    private record Pair(SecureEnd pep, SecureEnd pdp) {
        Pair {
            pdp.receiveAll(pep);
            pep.receiveAll(pdp);
            assertThat(pep.ready).isTrue();
            pep.send(open(1));
            pdp.receiveAll(pep);
            pdp.passed.clear();
        }
    }

    private Pair agreed() {
        return new Pair(pep(Keys.seven()), pdp(true, Keys.seven()));
    }

    @Test
    void o11_i5_theVectorsOfAnotherImplementationAreTakenAndMadeOctetForOctet() {
        SecureEnd pdp = pdp(true, Keys.seven()).receive(Vectors.get("OPN0int"));
        assertThat(pdp.refusal).isNull();
        for (String name : List.of("OPN0int", "CAT0int", "KAint")) {
            byte[] octets = Vectors.get(name).toArray();
            byte[] signed = Arrays.copyOf(octets, octets.length - 12);
            byte[] digest = Arrays.copyOfRange(octets, octets.length - 12, octets.length);
            assertThat(Keys.seven().digest(ByteBuffer.wrap(signed))).as(name).isEqualTo(digest);
        }
    }

    @Test
    void i1_aPepBeginsByAnOpnOfClientTypeZeroWithItsNameAndIntegrity() {
        SecureEnd pep = pep(Keys.seven());
        OpenMessage first = (OpenMessage) pep.lastSent();
        assertThat(first.clientType()).isZero();
        assertThat(first.pepId()).isEqualTo(Keys.PEP);
        assertThat(hmac(first).keyId()).isEqualTo(7);
        assertThat(hmac(first).digest().length()).isEqualTo(12);
        assertThat(pep.ready).isFalse();
    }

    @Test
    void i2_aPdpAnswersByACatOfClientTypeZeroWithItsOwnNumber() {
        SecureEnd pep = pep(Keys.seven());
        SecureEnd pdp = pdp(true, Keys.seven());
        long pepsNumber = hmac(pep.lastSent()).sequence();
        pdp.receiveAll(pep);
        AcceptMessage answer = (AcceptMessage) pdp.lastSent();
        assertThat(answer.clientType()).isZero();
        assertThat(answer.keepAliveTimer()).isEqualTo(new KeepAliveTimer(30));
        assertThat(hmac(answer).sequence()).isNotEqualTo(pepsNumber + 1);
    }

    @Test
    void i3_eachMessageHasTheNextNumberThatTheOtherSideHasChosen() {
        SecureEnd pep = pep(Keys.seven());
        SecureEnd pdp = pdp(true, Keys.seven());
        long pepsNumber = hmac(pep.lastSent()).sequence();
        pdp.receiveAll(pep);
        long pdpsNumber = hmac(pdp.lastSent()).sequence();
        pep.receiveAll(pdp);
        pep.send(open(1));
        pdp.receiveAll(pep).passed.clear();
        for (int i = 1; i < 5; i++) {
            pep.send(KEEP_ALIVE);
            assertThat(hmac(pep.lastSent()).sequence()).isEqualTo(pdpsNumber + 1 + i);
            pdp.receiveAll(pep);
            pdp.send(KEEP_ALIVE);
            assertThat(hmac(pdp.lastSent()).sequence()).isEqualTo(pepsNumber + i);
            pep.receiveAll(pdp);
        }
        assertThat(pep.passed).hasSize(4).containsOnly(KEEP_ALIVE);
        assertThat(pdp.passed).hasSize(4).containsOnly(KEEP_ALIVE);
    }

    @Test
    void i3_f48_behindTheGreatestNumberComesZero() {
        KeyRing ring = Keys.ring(Keys.seven());
        ring.used(0xFFFF_FFFFL * 3 + 2 - 20);
        SecuritySettings settings = new SecuritySettings(ring, true, TlsMode.NONE, false);
        // with a clock of long ago, so that the number that was used last is the greatest
        SecureEnd pdp = new SecureEnd(new PdpSecurity(settings, 30, random));
        pdp.now = Instant.EPOCH;
        SecureEnd pep = pep(Keys.seven());
        pdp.receiveAll(pep);
        assertThat(hmac(pdp.lastSent()).sequence()).isGreaterThan(0xFFFF_FF00L);
        pep.receiveAll(pdp);
        pep.send(open(1));
        for (int i = 1; i < 50; i++) {
            pep.send(KEEP_ALIVE);
        }
        assertThat(hmac(pep.lastSent()).sequence()).isLessThan(50);
        pdp.receiveAll(pep);
        assertThat(pdp.refusal).isNull();
        assertThat(pdp.passed).hasSize(50);
    }

    @Test
    void i3_i5_everyKindOfMessageIsSealedAndComesThroughUnchanged() {
        Pair pair = agreed();
        List<CopsMessage> messages = AnyMessage.arbitrary()
                .sampleStream()
                .filter(message -> message.integrity() == null && !(message instanceof OpenMessage))
                .limit(2_000)
                .toList();
        messages.forEach(pair.pep()::send);
        pair.pdp().receiveAll(pair.pep());
        assertThat(pair.pdp().refusal).isNull();
        assertThat(pair.pdp().passed).isEqualTo(messages);
    }

    @Test
    void i5_anyChangedOctetIsNoticed() {
        Octets whole;
        {
            Pair pair = agreed();
            pair.pep().send(open(0x8001));
            whole = pair.pep().sent.get(0);
        }
        for (int at = 8; at < whole.length(); at++) {
            Pair pair = agreed();
            pair.pep().send(open(0x8001));
            pair.pdp().receive(changed(pair.pep().sent.get(0), at));
            assertThat(pair.pdp().refusal).as("octet " + at).isNotNull();
            assertThat(pair.pdp().passed).isEmpty();
            assertThat(hmac(pair.pdp().lastSent()))
                    .as("RFC 2748 §4.1: the refusal is sealed")
                    .isNotNull();
        }
    }

    @Test
    void f46_i5_aPdpThatRequiresIntegrityRefusesWhoHasNone() {
        SecureEnd pdp = pdp(true, Keys.seven()).receive(open(0x8001));
        refused(pdp, REQUIRED);
        refused(pdp(true, Keys.seven()).receive(open(0)), REQUIRED);
        refused(pdp(true, Keys.seven()).receive(KEEP_ALIVE), REQUIRED);
        assertThat(pdp.lastSent().integrity()).as("nothing was agreed on").isNull();
    }

    @Test
    void f46_i5_aMessageWithoutIntegrityBehindTheAgreementIsTheEnd() {
        Pair pair = agreed();
        pair.pdp().receive(KEEP_ALIVE);
        refused(pair.pdp(), REQUIRED);
        pair.pep().receive(KEEP_ALIVE);
        refused(pair.pep(), REQUIRED);
        assertThat(hmac(pair.pep().lastSent())).isNotNull();
    }

    @Test
    void aPdpWithKeysServesWhoHasNoneWhereItIsNotRequired() {
        SecureEnd pdp = pdp(false, Keys.seven()).receive(open(0x8001));
        assertThat(pdp.refusal).isNull();
        assertThat(pdp.passed).containsExactly(open(0x8001));
        SecureEnd pep = pep(Keys.seven());
        assertThat(pdp(false, Keys.seven()).receiveAll(pep).lastSent()).isInstanceOf(AcceptMessage.class);
    }

    @Test
    void f47_i5_aWrongDigestAnUnknownKeyAndADigestOfAnotherLengthAreFailures() {
        Octets good = Vectors.get("OPN0int");
        refused(pdp(false, Keys.seven()).receive(changed(good, good.length() - 1)), FAILED);
        refused(pdp(false, Keys.eight()).receive(good), FAILED);
        refused(pdp(false).receive(good), FAILED);
        // the same, with the first eight octets of its digest alone
        byte[] shorter = Arrays.copyOf(good.toArray(), good.length() - 4);
        shorter[7] -= 4;
        shorter[29] -= 4;
        refused(pdp(false, Keys.seven()).receive(Octets.of(shorter)), FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"again", "left out", "swapped"})
    void f48_i5_aMessageThatComesAgainOrIsLeftOutIsTheEnd(String what) {
        Pair pair = agreed();
        pair.pep().send(KEEP_ALIVE);
        pair.pep().send(KEEP_ALIVE);
        Octets first = pair.pep().sent.get(0);
        Octets second = pair.pep().sent.get(1);
        if (what.equals("again")) {
            pair.pdp().receive(first).receive(first);
        } else {
            pair.pdp().receive(second);
        }
        refused(pair.pdp(), FAILED);
    }

    @Test
    void f48_whatAnEarlierConnectionHasSaidIsNotTakenOnTheNext() {
        KeyRing ring = Keys.ring(Keys.seven());
        SecuritySettings settings = new SecuritySettings(ring, true, TlsMode.NONE, false);
        SecureEnd pep = pep(Keys.seven());
        Octets opened = pep.sent.get(0);
        SecureEnd pdp = new SecureEnd(new PdpSecurity(settings, 30, random)).receiveAll(pep);
        pep.receiveAll(pdp);
        pep.send(KEEP_ALIVE);
        Octets said = pep.sent.get(0);
        assertThat(pdp.receive(said).refusal).isNull();
        pdp.security.end();

        SecureEnd next = new SecureEnd(new PdpSecurity(settings, 30, random)).receive(opened);
        assertThat(next.refusal).as("a first message can be repeated").isNull();
        next.receive(said);
        refused(next, FAILED);
        assertThat(next.passed).isEmpty();
    }

    @Test
    void f49_i5_anIntegrityOfAnUnknownTypeIsToldByItsNumbers() {
        Octets opn = Octets.ofHex("1006000000000024" + "00140b01706570312e6578616d706c6500000000" + "0008100300000000");
        refused(pdp(true, Keys.seven()).receive(opn), CopsError.unknownObject(16, 3));
        refused(pdp(false).receive(opn), CopsError.unknownObject(16, 3));
        Octets cat = Octets.ofHex("1007000000000018" + "00080a010000001e" + "0008100300000000");
        refused(pep(Keys.seven()).receive(cat), CopsError.unknownObject(16, 3));
        refused(agreed().pep().receive(cat), CopsError.unknownObject(16, 3));
    }

    @Test
    void f50_i4_itIsTooLateToAgreeWhenAClientTypeIsOpen() {
        SecureEnd pdp = pdp(false, Keys.seven()).receive(open(0x8001));
        refused(pdp.receive(Vectors.get("OPN0int")), FAILED);
        Pair pair = agreed();
        pair.pep().send(open(0));
        refused(pair.pdp().receiveAll(pair.pep()), FAILED);
    }

    @Test
    void f50_i4_whatIsSealedWithoutAnAgreementIsRefused() {
        refused(pdp(false, Keys.seven()).receive(Vectors.get("KAint")), FAILED);
        refused(pep().receive(Vectors.get("KAint")), FAILED);
    }

    @Test
    void f51_i6_aKeyIsTakenWithinItsLifetimeAndAtNoOtherTime() {
        Octets good = Vectors.get("OPN0int");
        Duration hour = Duration.ofHours(1);
        IntegrityKey valid = Keys.seven().validFrom(Keys.NOW).validUntil(Keys.NOW.plus(hour));
        assertThat(pdp(true, valid).receive(good).refusal).isNull();
        refused(pdp(true, Keys.seven().validUntil(Keys.NOW)).receive(good), FAILED);
        refused(pdp(true, Keys.seven().validFrom(Keys.NOW.plusNanos(1))).receive(good), FAILED);
    }

    @Test
    void f51_i6_aKeyThatEndsWhileTheConnectionIsUpIsRefused() {
        Duration hour = Duration.ofHours(1);
        IntegrityKey ends = Keys.seven().validUntil(Keys.NOW.plus(hour));
        Pair pair = new Pair(pep(ends), pdp(true, ends));
        pair.pep().now = Keys.NOW.plus(hour);
        pair.pdp().now = Keys.NOW.plus(hour);
        pair.pep().send(KEEP_ALIVE);
        refused(pair.pdp().receiveAll(pair.pep()), FAILED);
    }

    @Test
    void f51_i6_keysAreExchangedWhileTheConnectionIsUp() {
        Duration hour = Duration.ofHours(1);
        IntegrityKey old = Keys.seven().validUntil(Keys.NOW.plus(hour.multipliedBy(2)));
        IntegrityKey next = Keys.eight().validFrom(Keys.NOW);
        Pair pair = new Pair(pep(old, next), pdp(true, old, next));
        for (int minutes = 0; minutes < 240; minutes += 10) {
            pair.pep().now = Keys.NOW.plus(Duration.ofMinutes(minutes));
            // the clock of the other side is behind
            pair.pdp().now = pair.pep().now.minus(Duration.ofMinutes(9));
            pair.pep().send(KEEP_ALIVE);
            assertThat(hmac(pair.pep().lastSent()).keyId())
                    .as(minutes + " minutes")
                    .isEqualTo(minutes < 60 ? 7 : 8);
            pair.pdp().receiveAll(pair.pep());
            pair.pdp().send(KEEP_ALIVE);
            pair.pep().receiveAll(pair.pdp());
        }
        assertThat(pair.pdp().passed).hasSize(24);
        assertThat(pair.pep().passed).hasSize(24);
    }

    @Test
    void f52_i5_aPepThatExpectsIntegrityRefusesACatWithout() {
        SecureEnd pep = pep(Keys.seven()).receive(new AcceptMessage(0, new KeepAliveTimer(30), null, null));
        refused(pep, REQUIRED);
        assertThat(pep.ready).isFalse();
        assertThat(pep.lastSent().integrity())
                .as("RFC 2748 §4.1: it need not carry any")
                .isNull();
        refused(pep(Keys.seven()).receive(new AcceptMessage(1, new KeepAliveTimer(30), null, null)), REQUIRED);
        refused(pep(Keys.seven()).receive(KEEP_ALIVE), REQUIRED);
        Octets cat = Vectors.get("CAT0int");
        refused(pep(Keys.seven()).receive(changed(cat, 12)), FAILED);
        assertThat(pep(Keys.seven()).receive(cat).ready).isTrue();
    }

    @Test
    void aPepSaysWhyAPdpDoesNotAgree() {
        SecureEnd pep = pep(Keys.seven()).receive(new CloseMessage(0, FAILED, null, null));
        assertThat(pep.left).contains("14 AUTHENTICATION_FAILURE");
    }

    @Test
    void aPepWithoutAValidKeySaysSoAndSendsNothing() {
        SecureEnd pep = pep(Keys.seven().validUntil(Keys.NOW));
        assertThat(pep.sent).isEmpty();
        assertThat(pep.left).contains("none of the keys is valid now").contains("key 7");
    }

    @Test
    void aPepCannotGoOnAsAnother() {
        Pair pair = agreed();
        pair.pep().send(new OpenMessage(1, new PepId("somebody else"), null, null, null));
        refused(pair.pdp().receiveAll(pair.pep()), FAILED);
        assertThat(pair.pdp().passed).isEmpty();
    }

    @Test
    void aKeepAliveInFrontOfTheFirstClientTypeIsEchoed() {
        SecureEnd pep = pep(Keys.seven());
        SecureEnd pdp = pdp(true, Keys.seven()).receiveAll(pep);
        pep.receiveAll(pdp);
        pep.send(KEEP_ALIVE);
        pdp.receiveAll(pep);
        assertThat(pdp.passed).isEmpty();
        assertThat(pep.receiveAll(pdp).passed).containsExactly(KEEP_ALIVE);
    }

    @Test
    void whatIsMalformedAndSealedIsAnsweredAsEver() {
        Pair pair = agreed();
        pair.pep().send(KEEP_ALIVE);
        // a report without anything: it has to be sealed by hand
        Signature signature = pair.pep().security.sign(KEEP_ALIVE, () -> Keys.NOW);
        String start = "1003800100000020" + "00181001" + "00000007"
                + String.format("%08x", signature.integrity().sequence());
        byte[] digest =
                signature.key().digest(ByteBuffer.wrap(Octets.ofHex(start).toArray()));
        pair.pdp()
                .receiveAll(pair.pep())
                .receive(Octets.ofHex(start + Octets.of(digest).toHex()));
        assertThat(pair.pdp().refusal).isNull();
        assertThat(pair.pdp().malformedPassed).isEqualTo(1);
        pair.pdp().receive(Octets.ofHex(start + Octets.of(digest).toHex()));
        refused(pair.pdp(), FAILED);
    }
}
