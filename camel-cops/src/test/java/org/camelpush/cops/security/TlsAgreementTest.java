package org.camelpush.cops.security;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.testkit.Vectors;
import org.camelpush.cops.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How both sides agree on TLS, and what they do when they cannot. */
class TlsAgreementTest {

    private static final CopsError TLS_REQUIRED = new CopsError(15, 16 << 8 | 2);
    private static final CopsError NO_TLS = CopsError.unknownObject(16, 2);
    private static final Integrity.Tls START = new Integrity.Tls(Integrity.Tls.START_TLS);

    private final RandomGenerator random = new SplittableRandom(1);
    private final TlsMemory memory = new TlsMemory();

    private SecureEnd pdp(TlsMode tls, boolean bind, IntegrityKey... keys) {
        return new SecureEnd(
                new PdpSecurity(new SecuritySettings(Keys.ring(keys), keys.length > 0, tls, bind), 30, random));
    }

    private SecureEnd pdp(TlsMode tls) {
        return pdp(tls, false);
    }

    private SecureEnd pep(TlsMode tls, IntegrityKey... keys) {
        return new SecureEnd(
                new PepSecurity(new SecuritySettings(Keys.ring(keys), false, tls, false), Keys.PEP, memory, random));
    }

    private static OpenMessage open(int clientType) {
        return IntegrityTest.open(clientType);
    }

    private static void refused(SecureEnd end, CopsError error) {
        assertThat(end.refusal).isNotNull();
        assertThat(end.lastSent()).isEqualTo(new CloseMessage(0, error, null, null));
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsMode.class,
            names = {"STARTTLS", "REQUIRED"})
    void x2_aPepAsksForTlsAndThePdpAgrees(TlsMode mode) {
        SecureEnd pep = pep(mode);
        assertThat(pep.sent).containsExactly(Wire.encode(new OpenMessage(0, Keys.PEP, null, null, START)));
        SecureEnd pdp = pdp(mode).receiveAll(pep);
        assertThat(pdp.tlsBegins).isTrue();
        assertThat(pdp.lastSent()).isEqualTo(new AcceptMessage(0, new KeepAliveTimer(30), null, START));
        pep.receiveAll(pdp);
        assertThat(pep.tlsBegins).isTrue();
        assertThat(pep.ready)
                .as("RFC 4261 §5.2: nothing is sent until TLS is up")
                .isFalse();
        assertThat(pep.sent).isEmpty();
        pep.tlsUp();
        assertThat(pep.ready).isTrue();
        pep.send(open(1));
        assertThat(pdp.tlsUp().receiveAll(pep).passed).containsExactly(open(1));
    }

    @Test
    void x2_theVectorOfAnotherImplementationBeginsTls() {
        assertThat(pdp(TlsMode.REQUIRED).receive(Vectors.get("OPN0tls")).tlsBegins)
                .isTrue();
    }

    @Test
    void x2_aPdpAsksForTls() {
        SecureEnd pdp = pdp(TlsMode.REQUIRED).receive(open(0));
        assertThat(pdp.tlsBegins).isTrue();
        assertThat(pdp.lastSent().integrity()).isEqualTo(START);
    }

    @Test
    void x2_aPdpThatWantsTlsClosesAConnectionInClearAndThePepComesBackWithIt() {
        memory.refused();
        SecureEnd clear = pep(TlsMode.STARTTLS);
        assertThat(clear.ready).isTrue();
        SecureEnd pdp = pdp(TlsMode.REQUIRED);
        clear.send(open(1));
        refused(pdp.receiveAll(clear), TLS_REQUIRED);
        assertThat(pdp.passed).isEmpty();
        clear.receiveAll(pdp);
        assertThat(clear.passed).as("its session hears of the end").hasSize(1);
        assertThat(pep(TlsMode.STARTTLS).lastSent().integrity()).isEqualTo(START);
    }

    @Test
    void x3_f53_whatComesBetweenTheAgreementAndTheHandshakeIsRefused() {
        SecureEnd pdp = pdp(TlsMode.REQUIRED).receive(open(0)).receive(new KeepAliveMessage(0, null));
        refused(pdp, TLS_REQUIRED);
        assertThat(pdp.passed).isEmpty();
        SecureEnd pep = pep(TlsMode.IMPLICIT).receive(new KeepAliveMessage(0, null));
        refused(pep, TLS_REQUIRED);
    }

    @Test
    void x4_aPdpWithoutTlsSaysThatItDoesNotKnowTheObject() {
        refused(pdp(TlsMode.NONE).receive(Vectors.get("OPN0tls")), NO_TLS);
    }

    @Test
    void x4_aPdpThatWantsIntegrityInsteadSaysSo() {
        refused(pdp(TlsMode.NONE, false, Keys.seven()).receive(Vectors.get("OPN0tls")), new CopsError(15, 0x1001));
        refused(pdp(TlsMode.REQUIRED).receive(Vectors.get("OPN0int")), TLS_REQUIRED);
    }

    @Test
    void x4_f53_thereIsNoTlsWithinTls() {
        SecureEnd pdp = pdp(TlsMode.REQUIRED).receive(open(0)).tlsUp();
        refused(pdp.receive(Vectors.get("OPN0tls")), new CopsError(15, 0x1000));
        refused(pdp(TlsMode.IMPLICIT).tlsUp().receive(Vectors.get("OPN0tls")), new CopsError(15, 0x1000));
    }

    @Test
    void x5_f53_aPepThatAskedForTlsTakesNoOtherAnswer() {
        AcceptMessage stripped = new AcceptMessage(0, new KeepAliveTimer(30), null, null);
        for (TlsMode mode : new TlsMode[] {TlsMode.STARTTLS, TlsMode.REQUIRED}) {
            SecureEnd pep = pep(mode).receive(stripped);
            refused(pep, TLS_REQUIRED);
            assertThat(pep.ready).isFalse();
            refused(pep(mode).receive(Vectors.get("CAT0int")), TLS_REQUIRED);
            refused(pep(mode).receive(new KeepAliveMessage(0, null)), TLS_REQUIRED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 13, 15})
    void x9_f53_whereTlsCanBeDoneWithoutThePepGoesOnInClearAndWhereItIsRequiredItDoesNot(int error) {
        CloseMessage close = new CloseMessage(0, new CopsError(error, 0), null, null);
        assertThat(pep(TlsMode.STARTTLS).receive(close).left).contains("does not agree on TLS");
        assertThat(pep(TlsMode.STARTTLS).ready).isTrue();
        assertThat(pep(TlsMode.REQUIRED).receive(close).left).contains("and TLS is required");
        SecureEnd again = pep(TlsMode.REQUIRED);
        assertThat(again.ready).isFalse();
        assertThat(again.lastSent().integrity()).isEqualTo(START);
    }

    @Test
    void x9_aPdpThatShutsDownHasNotRefusedTls() {
        pep(TlsMode.STARTTLS).receive(new CloseMessage(0, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null));
        assertThat(pep(TlsMode.STARTTLS).ready).isFalse();
    }

    @Test
    void x9_aPdpThatHasTlsServesWhoHasNoneWhereItIsNotRequired() {
        assertThat(pdp(TlsMode.STARTTLS).receive(open(1)).passed).containsExactly(open(1));
        refused(pdp(TlsMode.REQUIRED).receive(open(1)), TLS_REQUIRED);
        refused(pdp(TlsMode.REQUIRED).receive(new KeepAliveMessage(0, null)), TLS_REQUIRED);
    }

    @Test
    void withinTlsMessagesCanBeSignedToo() {
        SecureEnd pep = pep(TlsMode.REQUIRED, Keys.seven());
        SecureEnd pdp = pdp(TlsMode.REQUIRED, false, Keys.seven()).receiveAll(pep);
        pep.receiveAll(pdp);
        pdp.tlsUp();
        pep.tlsUp();
        assertThat(pep.ready).isFalse();
        pdp.receiveAll(pep);
        pep.receiveAll(pdp);
        assertThat(pep.ready).isTrue();
        pep.send(open(1));
        assertThat(pdp.receiveAll(pep).passed).containsExactly(open(1));
        assertThat(pdp(TlsMode.IMPLICIT, false, Keys.seven()).tlsUp().receive(open(1)).refusal)
                .isNotNull();
    }

    @Test
    void x7_aPepMustBeWhoItsCertificateIsFor() {
        CopsError failed = CopsError.of(ErrorCode.AUTHENTICATION_FAILURE);
        assertThat(pdp(TlsMode.IMPLICIT, true).tlsUp("other", "pep1.example").receive(open(1)).passed)
                .hasSize(1);
        refused(pdp(TlsMode.IMPLICIT, true).tlsUp("pep2.example").receive(open(1)), failed);
        refused(pdp(TlsMode.IMPLICIT, true).tlsUp().receive(open(1)), failed);
        SecureEnd pdp = pdp(TlsMode.IMPLICIT, true, Keys.seven()).tlsUp("pep2.example");
        refused(pdp.receive(Vectors.get("OPN0int")), failed);
    }
}
