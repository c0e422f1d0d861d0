package org.camelpush.cops.session;

import java.time.Duration;
import java.util.List;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.Integrity;
import org.camelpush.cops.message.KeepAliveMessage;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.MalformedMessage;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpCode;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PepId;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PdpSessionTest {

    private static final Handle OTHER = new Handle(Octets.ofHex("2b"));
    private static final CopsError BAD_FORMAT = CopsError.of(ErrorCode.BAD_MESSAGE_FORMAT);

    private static CloseMessage close(int clientType, ErrorCode code) {
        return new CloseMessage(clientType, CopsError.of(code), null, null);
    }

    private static MalformedMessage malformed(OpCode opCode, Handle handle, boolean fatal) {
        return new MalformedMessage(opCode.value(), 1, handle, BAD_FORMAT, "nonsense", fatal, List.of());
    }

    @Test
    void t2_l10_eachClientTypeIsAcceptedOrRefusedByItself() {
        PdpScript pdp = new PdpScript().open(1).open(3).open(2);
        assertThat(pdp.sent)
                .containsExactly(
                        new AcceptMessage(1, new KeepAliveTimer(30), null, null),
                        close(3, ErrorCode.UNSUPPORTED_CLIENT_TYPE),
                        new AcceptMessage(2, new KeepAliveTimer(30), null, null));
        assertThat(pdp.closed).isFalse();
        assertThat(pdp.session.snapshot().clientTypes()).containsExactlyInAnyOrder(1, 2);
        assertThat(pdp.session.snapshot().pepId()).isEqualTo(PdpScript.PEP);
    }

    @Test
    void l1_f19_a9_aRepeatedOpnIsAcceptedAndKeepsItsStates() {
        PdpScript pdp =
                PdpScript.open().receive(PdpScript.request(1, PdpScript.HANDLE)).open(1);
        assertThat(pdp.sent).hasSize(1).first().isInstanceOf(AcceptMessage.class);
        assertThat(pdp.session.snapshot().handles()).isEqualTo(1);
        pdp.decide(0, PdpScript.INSTALL);
        assertThat(pdp.sent).hasSize(2);
    }

    @Test
    void f20_anotherPepIdClosesThatClientType() {
        PdpScript pdp = PdpScript.open().receive(new OpenMessage(2, new PepId("else"), null, null, null));
        assertThat(pdp.sent).containsExactly(close(2, ErrorCode.BAD_MESSAGE_FORMAT));
        assertThat(pdp.session.snapshot().clientTypes()).containsExactly(1);
    }

    @Test
    void r2_r3_f27_f34_decisionsOnAHandleGoInTheOrderOfItsRequestsAndAreSolicited() {
        PdpScript pdp = PdpScript.open()
                .receive(PdpScript.request(1, PdpScript.HANDLE))
                .receive(PdpScript.request(1, PdpScript.HANDLE))
                .receive(PdpScript.request(1, OTHER));
        pdp.decide(1, CopsDecision.failed(BAD_FORMAT)).decide(2, PdpScript.INSTALL);
        assertThat(pdp.sent)
                .extracting(message -> ((DecisionMessage) message).handle())
                .containsExactly(OTHER);
        pdp.decide(0, PdpScript.INSTALL);
        assertThat(pdp.sent).allMatch(CopsMessage::solicited).hasSize(3);
        assertThat(((DecisionMessage) pdp.sent.get(1)).error()).isNull();
        assertThat(((DecisionMessage) pdp.sent.get(2)).error()).isEqualTo(BAD_FORMAT);
        assertThat(pdp.session.snapshot().undecided()).isZero();
    }

    @Test
    void r1_aMalformedRequestIsAnsweredBehindWhatWasAskedBefore() {
        PdpScript pdp = PdpScript.open()
                .receive(PdpScript.request(1, PdpScript.HANDLE))
                .malformed(malformed(OpCode.REQUEST, PdpScript.HANDLE, false));
        assertThat(pdp.sent).isEmpty();
        pdp.decide(0, PdpScript.INSTALL);
        assertThat(pdp.sent)
                .extracting(message -> ((DecisionMessage) message).error())
                .containsExactly(null, BAD_FORMAT);
    }

    @Test
    void r1_aMalformedRequestWithoutAHandleClosesItsClientType() {
        PdpScript pdp = PdpScript.open().malformed(malformed(OpCode.REQUEST, null, false));
        assertThat(pdp.sent).containsExactly(close(1, ErrorCode.BAD_MESSAGE_FORMAT));
        assertThat(pdp.closed).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"REPORT", "DELETE", "SYNCHRONIZE_COMPLETE", "OPEN"})
    void a6_otherMalformedMessagesCloseTheirClientType(OpCode opCode) {
        PdpScript pdp = PdpScript.open().malformed(malformed(opCode, PdpScript.HANDLE, false));
        assertThat(pdp.sent).containsExactly(close(1, ErrorCode.BAD_MESSAGE_FORMAT));
        assertThat(pdp.session.snapshot().clientTypes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEP_ALIVE", "CLOSE"})
    void aMalformedKeepAliveOrClientCloseIsTheEnd(OpCode opCode) {
        PdpScript pdp = PdpScript.open().malformed(malformed(opCode, null, false));
        assertThat(pdp.sent).containsExactly(close(0, ErrorCode.BAD_MESSAGE_FORMAT));
        assertThat(pdp.closed).isTrue();
    }

    @Test
    void a14_aFatalMessageIsAnsweredAndIsTheEnd() {
        PdpScript pdp = PdpScript.open().malformed(malformed(OpCode.REQUEST, PdpScript.HANDLE, true));
        assertThat(pdp.sent).hasSize(1).first().isInstanceOf(DecisionMessage.class);
        assertThat(pdp.closed).isTrue();
        assertThat(pdp.session.snapshot().closed()).isTrue();
    }

    @Test
    void f18_whatIsMalformedBeforeTheOpnIsTheEnd() {
        PdpScript pdp = new PdpScript().malformed(malformed(OpCode.REQUEST, PdpScript.HANDLE, false));
        assertThat(pdp.sent).containsExactly(close(1, ErrorCode.BAD_MESSAGE_FORMAT));
        assertThat(pdp.closed).isTrue();
    }

    @Test
    void f36_beyondTheLimitARequestIsAnsweredWithAnErrorAndNoStateIsKept() {
        PdpScript pdp = new PdpScript(30, 1).open(1).receive(PdpScript.request(1, PdpScript.HANDLE));
        pdp.decide(0, PdpScript.INSTALL).receive(PdpScript.request(1, OTHER));
        assertThat(((DecisionMessage) pdp.sent.get(2)).error()).isEqualTo(CopsError.of(ErrorCode.UNABLE_TO_PROCESS));
        assertThat(pdp.session.snapshot().handles()).isEqualTo(1);
        pdp.receive(PdpScript.request(1, PdpScript.HANDLE));
        assertThat(pdp.asked).as("a renewed one needs no room").hasSize(2);
        pdp.receive(PdpScript.request(1, PdpScript.HANDLE));
        assertThat(pdp.asked).as("what is undecided has a limit too").hasSize(2);
    }

    @Test
    void r10_f28_aDeletedStateIsOwedNothing() {
        PdpScript pdp = PdpScript.open()
                .receive(PdpScript.request(1, PdpScript.HANDLE))
                .receive(new DeleteMessage(1, PdpScript.HANDLE, Reason.of(ReasonCode.TEAR), null))
                .decide(0, PdpScript.INSTALL);
        assertThat(pdp.sent).isEmpty();
        assertThat(pdp.session.snapshot().handles()).isZero();
    }

    @Test
    void a7_f30_f32_reportsAndDeletionsOfUnknownHandlesAreNoMatter() {
        PdpScript pdp = PdpScript.open()
                .receive(new DeleteMessage(1, OTHER, Reason.of(ReasonCode.TEAR), null))
                .receive(new ReportMessage(1, true, OTHER, ReportType.SUCCESS, List.of(), null));
        assertThat(pdp.sent).isEmpty();
        assertThat(pdp.closed).isFalse();
        assertThat(pdp.ignored).containsExactly(Ignored.UNKNOWN_HANDLE, Ignored.UNEXPECTED_REPORT);
    }

    @Test
    void f38_anSscThatNobodyAskedForIsNoMatter() {
        PdpScript pdp = PdpScript.open().receive(new SynchronizeCompleteMessage(1, null, null));
        assertThat(pdp.sent).isEmpty();
        assertThat(pdp.ignored).containsExactly(Ignored.UNEXPECTED_SYNCHRONIZE_COMPLETE);
    }

    @Test
    void f17_a11_aRequestBeforeItsOpnIsRefused() {
        PdpScript pdp = PdpScript.open().receive(PdpScript.request(2, PdpScript.HANDLE));
        assertThat(pdp.sent).containsExactly(close(2, ErrorCode.UNSUPPORTED_CLIENT_TYPE));
    }

    @Test
    void f44_f45_aClientCloseEndsItsClientTypeOnlyAndLateMessagesAreNoMatter() {
        PdpScript pdp = PdpScript.open()
                .open(2)
                .receive(PdpScript.request(1, PdpScript.HANDLE))
                .receive(close(1, ErrorCode.SHUTTING_DOWN))
                .receive(PdpScript.request(1, OTHER))
                .receive(close(1, ErrorCode.SHUTTING_DOWN))
                .decide(0, PdpScript.INSTALL);
        assertThat(pdp.sent).hasSize(1);
        assertThat(pdp.session.snapshot().clientTypes()).containsExactly(2);
        assertThat(pdp.isWaitingFor(SessionTimer.STATE)).isFalse();
        assertThat(pdp.ignored).as("a request, and CC").hasSize(2).containsOnly(Ignored.CLIENT_TYPE_NOT_OPEN);
    }

    @Test
    void a12_aClientCloseOfClientTypeZeroIsTheEnd() {
        PdpScript pdp = PdpScript.open().receive(close(0, ErrorCode.UNSPECIFIED));
        assertThat(pdp.closed).isTrue();
    }

    @Test
    void f55_aConnectionWithoutAClientTypeIsNotKept() {
        assertThat(new PdpScript().fire(SessionTimer.STATE).closed).isTrue();
        PdpScript left = PdpScript.open().receive(close(1, ErrorCode.SHUTTING_DOWN));
        assertThat(left.fire(SessionTimer.STATE).closed).isTrue();
    }

    @Test
    void l8_aKeepAliveIsEchoed() {
        PdpScript pdp = PdpScript.open().receive(new KeepAliveMessage(0, null));
        assertThat(pdp.sent).containsExactly(new KeepAliveMessage(0, null));
    }

    @Test
    void f16_h3_theEchoOfAKeepAliveOfAClientTypeHasNone() {
        PdpScript pdp = PdpScript.open().receive(new KeepAliveMessage(1, null));
        assertThat(pdp.sent).containsExactly(new KeepAliveMessage(0, null));
    }

    @Test
    void f26_aFloodOfKeepAlivesIsEchoedSeldom() {
        PdpScript pdp = PdpScript.open();
        for (int i = 0; i < 1000; i++) {
            pdp.receive(new KeepAliveMessage(0, null)).pass(Duration.ofMillis(1));
        }
        assertThat(pdp.sent).hasSize(10);
    }

    @Test
    void a16_l9_f24_aSilentPepIsLostAndTold() {
        PdpScript pdp = PdpScript.open().pass(Duration.ofSeconds(20)).receive(new KeepAliveMessage(0, null));
        pdp.sent.clear();
        pdp.pass(Duration.ofSeconds(10)).fire(SessionTimer.SILENCE);
        assertThat(pdp.closed).as("it was heard in between").isFalse();
        pdp.pass(Duration.ofSeconds(20)).fire(SessionTimer.SILENCE);
        assertThat(pdp.sent).containsExactly(close(1, ErrorCode.COMMUNICATION_FAILURE));
        assertThat(pdp.closed).isTrue();
    }

    @Test
    void f57_aPepWhoseEventsAreNotTakenNoticeOfIsNotRead() {
        PdpScript pdp = PdpScript.open().receive(PdpScript.request(1, PdpScript.HANDLE));
        pdp.attentive = false;
        ReportMessage report = new ReportMessage(1, false, PdpScript.HANDLE, ReportType.ACCOUNTING, List.of(), null);
        for (int i = 0; i < PdpSession.MAX_TELLING; i++) {
            assertThat(pdp.session.isBusy()).isFalse();
            pdp.receive(report);
        }
        assertThat(pdp.session.isBusy()).isTrue();
        assertThat(pdp.feed(new PdpInput.Told()).session.isBusy()).isFalse();
    }

    @Test
    void f57_aPepWhoseRequestsAreNotReadForThereAreTooManyIsNotSilent() {
        PdpScript pdp = new PdpScript(30, 5000).open(1);
        for (int i = 0; i < PdpUndecided.MOST; i++) {
            assertThat(pdp.session.isBusy()).isFalse();
            pdp.receive(PdpScript.request(1, PdpScript.HANDLE));
        }
        assertThat(pdp.session.isBusy()).isTrue();
        pdp.pass(Duration.ofSeconds(30)).fire(SessionTimer.SILENCE);
        assertThat(pdp.closed).isFalse();
        pdp.decide(0, PdpScript.INSTALL).pass(Duration.ofSeconds(30)).fire(SessionTimer.SILENCE);
        assertThat(pdp.closed).isTrue();
    }

    @Test
    void o8_f25_aKeepAliveTimerOfZeroIsNoLimit() {
        PdpScript pdp = new PdpScript(0, 10).open(1);
        assertThat(pdp.isWaitingFor(SessionTimer.SILENCE)).isFalse();
    }

    @Test
    void f63_aTimerThatWasSetAgainDoesNotCount() {
        PdpScript pdp = new PdpScript();
        pdp.feed(new PdpInput.TimerFired(SessionTimer.STATE, 0)).feed(new PdpInput.TimerFired(SessionTimer.STATE, 99));
        assertThat(pdp.closed).isFalse();
    }

    @Test
    void f15_messagesOfTheWrongDirectionCloseTheirClientType() {
        for (CopsMessage wrong : List.of(
                new SynchronizeMessage(1, null, null),
                new AcceptMessage(1, new KeepAliveTimer(1), null, null),
                PdpScript.INSTALL.answering(PdpScript.request(1, OTHER)))) {
            assertThat(PdpScript.open().receive(wrong).sent).containsExactly(close(1, ErrorCode.BAD_MESSAGE_FORMAT));
        }
    }

    @Test
    void f18_everyMessageButOpnIsAnsweredByAClientCloseBeforeIt() {
        for (CopsMessage first : List.of(
                PdpScript.request(1, OTHER),
                new ReportMessage(1, true, OTHER, ReportType.SUCCESS, List.of(), null),
                new DeleteMessage(1, OTHER, Reason.of(ReasonCode.TEAR), null),
                close(1, ErrorCode.UNSPECIFIED),
                new SynchronizeCompleteMessage(1, null, null))) {
            PdpScript pdp = new PdpScript().receive(first);
            assertThat(pdp.sent).containsExactly(close(1, ErrorCode.BAD_MESSAGE_FORMAT));
            assertThat(pdp.closed).isTrue();
        }
        assertThat(new PdpScript().receive(new KeepAliveMessage(0, null)).closed)
                .isTrue();
    }

    @Test
    void f46_f50_clientTypeZeroIsRefusedAndIsTheEnd() {
        PdpScript pdp = PdpScript.open().open(0);
        assertThat(pdp.sent).containsExactly(close(0, ErrorCode.AUTHENTICATION_REQUIRED));
        assertThat(pdp.closed).isTrue();
    }

    @Test
    void x4_f47_whatIsSecuredIsNotBelieved() {
        PdpScript tls = new PdpScript().receive(new OpenMessage(0, PdpScript.PEP, null, null, new Integrity.Tls(1)));
        assertThat(tls.sent).containsExactly(new CloseMessage(0, CopsError.unknownObject(16, 2), null, null));
        assertThat(tls.closed).isTrue();
        PdpScript hmac = PdpScript.open()
                .receive(new KeepAliveMessage(0, new Integrity.Hmac(1, 1, Octets.ofHex("000000000000000000000000"))));
        assertThat(hmac.sent).containsExactly(close(0, ErrorCode.AUTHENTICATION_FAILURE));
        assertThat(hmac.closed).isTrue();
    }

    @Test
    void l11_aStopTellsEveryClientTypeOnce() {
        PdpScript pdp = PdpScript.open().open(2);
        pdp.sent.clear();
        pdp.feed(new PdpInput.Stop(CopsError.of(ErrorCode.SHUTTING_DOWN)))
                .feed(new PdpInput.Stop(CopsError.of(ErrorCode.SHUTTING_DOWN)));
        assertThat(pdp.sent)
                .containsExactlyInAnyOrder(close(1, ErrorCode.SHUTTING_DOWN), close(2, ErrorCode.SHUTTING_DOWN));
        assertThat(pdp.closed).isTrue();
    }

    @Test
    void t3_behindTheEndNothingIsKeptAndNothingIsSaid() {
        PdpScript pdp = PdpScript.open().receive(PdpScript.request(1, PdpScript.HANDLE));
        pdp.feed(new PdpInput.Disconnected())
                .decide(0, PdpScript.INSTALL)
                .receive(PdpScript.request(1, OTHER))
                .malformed(malformed(OpCode.REQUEST, OTHER, true));
        assertThat(pdp.sent).isEmpty();
        assertThat(pdp.session.snapshot().handles()).isZero();
        assertThat(pdp.session.snapshot().closed()).isTrue();
        assertThat(pdp.isWaitingFor(SessionTimer.SILENCE)).isFalse();
    }

    @Test
    void eventsSayWhatHappened() {
        PdpScript pdp = new PdpScript().open(1).open(3).receive(close(1, ErrorCode.SHUTTING_DOWN));
        pdp.fire(SessionTimer.STATE);
        assertThat(pdp.events)
                .extracting(PdpEvent::text)
                .containsExactly(
                        "PEP pep has opened client type 1",
                        "client type 3 is refused with error 6 UNSUPPORTED_CLIENT_TYPE: it is not supported here",
                        "the PEP has closed client type 1 with error 11 SHUTTING_DOWN",
                        "the connection is closed: no client type has been open for too long");
    }
}
