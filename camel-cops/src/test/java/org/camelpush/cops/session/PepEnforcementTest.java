package org.camelpush.cops.session;

import java.time.Duration;
import java.util.List;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.ClientInfo;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.Context;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsRequest;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DecisionMessage;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a PEP does with a decision that it has not asked for, where somebody carries it out. */
class PepEnforcementTest {

    private static final int OUTSOURCING = Context.INCOMING_MESSAGE;
    private static final CopsDecision REMOVE = CopsDecision.of(DecisionCommand.REMOVE, List.of());
    private static final List<ClientInfo> INFO =
            List.of(new ClientInfo(ClientInfo.Kind.SIGNALED, Octets.ofText("used 7")));

    /** Attended, with a state that is decided on. */
    private static PepScript attended(int requestType, AccountingTimer accounting) {
        PepScript pep = PepScript.of(new PdpAddress("one", 3288));
        pep.feed(new PepInput.Attend(1, new PepAttention(true, true))).feed(PepScript.connected(1));
        pep.receive(new AcceptMessage(1, new KeepAliveTimer(0), accounting, null));
        pep.ask(1, requestType, true);
        pep.receive(CopsDecision.of(DecisionCommand.INSTALL, List.of()).answering(pep.asked()));
        return pep;
    }

    private static PepScript attended(int requestType) {
        return attended(requestType, null);
    }

    private static DecisionMessage unsolicited(RequestMessage request) {
        return REMOVE.unsolicited(1, request.handle(), request.context());
    }

    private static ReportMessage report(PepScript pep, ReportType type, List<ClientInfo> info) {
        return new ReportMessage(1, true, pep.asked().handle(), type, info, null);
    }

    private static PepScript enforced(PepScript pep, int index, ReportType type) {
        return pep.feed(new PepInput.Enforced(pep.enforcing.get(index).number(), type, INFO));
    }

    @Test
    void r7_aDecisionThatIsCarriedOutIsReportedOnOnce() {
        PepScript pep = attended(OUTSOURCING);
        pep.receive(unsolicited(pep.asked()));
        assertThat(pep.enforcing.get(0).request()).isEqualTo(pep.asked());
        enforced(enforced(pep, 0, ReportType.SUCCESS), 0, ReportType.FAILURE);
        assertThat(pep.sent.stream().filter(ReportMessage.class::isInstance))
                .containsExactly(report(pep, ReportType.SUCCESS, INFO));
        assertThat(pep.events).noneMatch(PepEvent.Unattended.class::isInstance);
    }

    @Test
    void r8_f31_reportsGoInTheOrderOfTheirDecisions() {
        PepScript pep = attended(Context.CONFIGURATION);
        Handle handle = pep.asked().handle();
        pep.receive(unsolicited(pep.asked())).receive(unsolicited(pep.asked()));
        int before = pep.sent.size();
        enforced(enforced(pep, 1, ReportType.FAILURE), 0, ReportType.SUCCESS);
        assertThat(pep.sent).as("the answer has not been reported on").hasSize(before);
        pep.feed(new PepInput.Report(9, 1, handle, ReportType.SUCCESS, List.of()));
        assertThat(pep.sent.subList(before, pep.sent.size()))
                .containsExactly(
                        report(pep, ReportType.SUCCESS, List.of()),
                        report(pep, ReportType.SUCCESS, INFO),
                        report(pep, ReportType.FAILURE, INFO));
    }

    @Test
    void f29_aChangeWhileARequestWaitsIsCarriedOutAndAnswersNothing() {
        PepScript pep = attended(OUTSOURCING);
        pep.ask(2, pep.asked().handle(), OUTSOURCING, true).receive(unsolicited(pep.asked()));
        assertThat(pep.enforcing).hasSize(1);
        assertThat(pep.answers).hasSize(1);
    }

    @Test
    void anErrorEndsTheStateAndIsTold() {
        PepScript pep = attended(OUTSOURCING);
        pep.receive(CopsDecision.failed(CopsError.of(ErrorCode.UNSPECIFIED))
                .unsolicited(1, pep.asked().handle(), pep.asked().context()));
        assertThat(pep.sent)
                .last()
                .isEqualTo(new DeleteMessage(1, pep.asked().handle(), Reason.of(ReasonCode.PDP_DIRECTIVE), null));
        assertThat(pep.enforcing.get(0).number()).isZero();
        int before = pep.sent.size();
        assertThat(enforced(pep, 0, ReportType.SUCCESS).sent).hasSize(before);
    }

    @Test
    void whatIsDoneBehindALossOrADeletionIsNotReported() {
        PepScript pep = attended(OUTSOURCING);
        pep.receive(unsolicited(pep.asked())).receive(unsolicited(pep.asked()));
        pep.feed(new PepInput.Delete(5, 1, pep.asked().handle(), Reason.of(ReasonCode.TEAR)));
        int before = pep.sent.size();
        enforced(pep, 0, ReportType.SUCCESS).cut().fire(SessionTimer.STATE).openAt(1);
        assertThat(enforced(pep, 1, ReportType.SUCCESS).sent.subList(before, pep.sent.size()))
                .noneMatch(ReportMessage.class::isInstance);
    }

    @Test
    void tooManyAtOnceAreNotCarriedOut() {
        PepScript pep = attended(Context.CONFIGURATION);
        for (int i = 0; i <= PepEnforcement.MOST; i++) {
            pep.receive(unsolicited(pep.asked()));
        }
        assertThat(pep.enforcing).hasSize(PepEnforcement.MOST);
        assertThat(pep.events).last().isInstanceOf(PepEvent.Unattended.class);
    }

    @Test
    void whereNobodyAttendsAnyMoreNothingIsCarriedOut() {
        PepScript pep = attended(OUTSOURCING).feed(new PepInput.Attend(1, PepAttention.NONE));
        pep.feed(new PepInput.Attend(7, new PepAttention(true, true))).receive(unsolicited(pep.asked()));
        assertThat(pep.enforcing).isEmpty();
        assertThat(pep.session.snapshot().handles()).isZero();
    }

    @Test
    void s5_l6_aSynchronizationAndAClientCloseAreTold() {
        PepScript pep = attended(OUTSOURCING).receive(new SynchronizeMessage(1, null, null));
        CloseMessage close = new CloseMessage(0, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null);
        pep.receive(new SynchronizeMessage(1, pep.asked().handle(), null)).receive(close);
        assertThat(pep.notices).extracting(PepNotice::event).containsExactly("synchronize", "synchronize", "close");
        assertThat(pep.notices)
                .extracting(PepNotice::handle)
                .containsExactly(null, pep.asked().handle(), null);
        assertThat(pep.notices).extracting(PepNotice::clientType).containsExactly(1, 1, 1);
    }

    @Test
    void s5_aDecisionThatChangesWithASynchronizationIsCarriedOut() {
        PepScript pep = attended(OUTSOURCING).receive(new SynchronizeMessage(1, null, null));
        pep.receive(REMOVE.answering(pep.asked()));
        assertThat(pep.enforcing).hasSize(1);
        enforced(pep, 0, ReportType.SUCCESS);
        assertThat(pep.sent).last().isEqualTo(report(pep, ReportType.SUCCESS, INFO));
    }

    @Test
    void l4_aRouteIsAskedForAccountingAtTheIntervalsOfThePdp() {
        PepScript pep = attended(OUTSOURCING, new AccountingTimer(60));
        assertThat(pep.delayOf(SessionTimer.ACCOUNT)).isEqualTo(Duration.ofSeconds(60));
        pep.pass(Duration.ofSeconds(60)).fire(SessionTimer.ACCOUNT);
        assertThat(pep.accounting).hasSize(1);
        pep.fire(SessionTimer.ACCOUNT);
        assertThat(pep.accounting).as("one at a time").hasSize(1);
        pep.pass(Duration.ofSeconds(5))
                .feed(new PepInput.Accounted(pep.accounting.get(0).number(), INFO));
        assertThat(pep.sent)
                .last()
                .isEqualTo(new ReportMessage(1, false, pep.asked().handle(), ReportType.ACCOUNTING, INFO, null));
        pep.pass(Duration.ofSeconds(55)).fire(SessionTimer.ACCOUNT);
        assertThat(pep.accounting).as("too early").hasSize(1);
        assertThat(pep.delayOf(SessionTimer.ACCOUNT)).isEqualTo(Duration.ofSeconds(5));
        pep.pass(Duration.ofSeconds(5)).fire(SessionTimer.ACCOUNT);
        assertThat(pep.accounting).hasSize(2);
        int before = pep.sent.size();
        pep.feed(new PepInput.Accounted(pep.accounting.get(1).number(), null));
        assertThat(pep.sent).as("nothing to report").hasSize(before);
    }

    @Test
    void l4_l5_withoutATimerOrWithZeroNobodyIsAsked() {
        assertThat(attended(OUTSOURCING, new AccountingTimer(0)).delayOf(SessionTimer.ACCOUNT))
                .isNull();
        assertThat(attended(OUTSOURCING, null).delayOf(SessionTimer.ACCOUNT)).isNull();
        PepScript pep = attended(OUTSOURCING, new AccountingTimer(60));
        assertThat(pep.cut().delayOf(SessionTimer.ACCOUNT)).isNull();
    }

    @Test
    void accountingOfAStateThatIsNoMoreIsNotReported() {
        PepScript pep = attended(OUTSOURCING, new AccountingTimer(60)).fire(SessionTimer.ACCOUNT);
        pep.feed(new PepInput.Delete(5, 1, pep.asked().handle(), Reason.of(ReasonCode.TEAR)));
        int before = pep.sent.size();
        pep.feed(new PepInput.Accounted(pep.accounting.get(0).number(), INFO));
        assertThat(pep.sent).hasSize(before);
        assertThat(pep.fire(SessionTimer.ACCOUNT).delayOf(SessionTimer.ACCOUNT)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void s2_whoDoesNotWaitIsToldWhenAllPdpsHaveFailed() {
        PepScript pep = PepScript.of(new PdpAddress("one", 1), new PdpAddress("two", 2));
        askWithoutWaiting(pep, 1, null);
        pep.cut();
        assertThat(pep.failures).as("there is another one").isEmpty();
        pep.cut();
        assertThat(pep.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
        askWithoutWaiting(pep, 2, null);
        assertThat(pep.failures).containsKey(2L);
        pep.ask(3, OUTSOURCING, true).fire(SessionTimer.STATE).openAt(1);
        assertThat(pep.failures).doesNotContainKey(3L);
        askWithoutWaiting(pep, 4, null);
        assertThat(pep.failures).doesNotContainKey(4L);
    }

    @Test
    void s2_aRenewalThatDoesNotWaitLeavesItsState() {
        PepScript pep = attended(OUTSOURCING).cut().fire(SessionTimer.STATE);
        pep.openAt(1).cut().fire(SessionTimer.STATE);
        Handle handle = pep.asked().handle();
        pep.feed(new PepInput.Connected(pep.generation, PepScript.at(1)));
        askWithoutWaiting(pep, 5, handle);
        assertThat(pep.failures).as("all are away").containsKey(5L);
        pep.receive(new AcceptMessage(1, new KeepAliveTimer(0), null, null));
        askWithoutWaiting(pep, 6, handle);
        assertThat(pep.failures).doesNotContainKey(6L);
    }

    private static void askWithoutWaiting(PepScript pep, long id, Handle handle) {
        pep.feed(new PepInput.Ask(
                id, 1, handle, CopsRequest.of(new Context(OUTSOURCING, 0), Octets.EMPTY), true, false));
    }
}
