package org.camelpush.cops.session;

import java.time.Duration;
import java.util.List;

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
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportMessage;
import org.camelpush.cops.message.ReportType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a PDP tells a PEP that has not asked, and what the PEP owes it. */
class PdpDirectivesTest {

    private static final CopsDecision REMOVE = CopsDecision.of(DecisionCommand.REMOVE, List.of());

    /** With a state that is decided on. */
    private static PdpScript decided(int requestType) {
        PdpScript pdp = PdpScript.open()
                .receive(CopsRequest.of(new Context(requestType, 5), Octets.EMPTY)
                        .with(1, PdpScript.HANDLE))
                .decide(0, PdpScript.INSTALL);
        pdp.sent.clear();
        return pdp;
    }

    private static ReportMessage report(boolean solicited, ReportType type) {
        return new ReportMessage(1, solicited, PdpScript.HANDLE, type, List.of(), null);
    }

    @Test
    void h4_r3_aDecisionThatNobodyAskedForIsNotSolicited() {
        PdpScript pdp = decided(Context.INCOMING_MESSAGE).feed(new PdpInput.Direct(1, 1, PdpScript.HANDLE, REMOVE));
        DecisionMessage sent = (DecisionMessage) pdp.sent.get(0);
        assertThat(sent.solicited()).isFalse();
        assertThat(sent.decisions().get(0).context()).isEqualTo(new Context(Context.INCOMING_MESSAGE, 5));
        assertThat(pdp.done).as("nobody has to report on it").containsExactly(1L);
    }

    @Test
    void r7_aConfigurationIsDoneWhenItIsReportedOn() {
        PdpScript pdp = decided(Context.CONFIGURATION).receive(report(true, ReportType.SUCCESS));
        pdp.feed(new PdpInput.Direct(1, 1, PdpScript.HANDLE, REMOVE));
        assertThat(pdp.done).isEmpty();
        pdp.receive(report(true, ReportType.FAILURE));
        assertThat(pdp.reports).containsEntry(1L, report(true, ReportType.FAILURE));
        assertThat(pdp.notices).filteredOn(PdpNotice.Reported.class::isInstance).hasSize(2);
    }

    @Test
    void r8_f31_reportsAnswerDecisionsInTheirOrder() {
        PdpScript pdp = decided(Context.CONFIGURATION);
        pdp.feed(new PdpInput.Direct(1, 1, PdpScript.HANDLE, REMOVE));
        pdp.receive(report(true, ReportType.SUCCESS));
        assertThat(pdp.reports).as("that was about the first decision").isEmpty();
        pdp.receive(report(true, ReportType.FAILURE));
        assertThat(pdp.reports).containsEntry(1L, report(true, ReportType.FAILURE));
    }

    @Test
    void f31_aReportThatIsMissingIsTold() {
        PdpScript pdp = decided(Context.CONFIGURATION).pass(Duration.ofSeconds(10));
        pdp.feed(new PdpInput.Direct(1, 1, PdpScript.HANDLE, REMOVE)).pass(Duration.ofSeconds(20));
        pdp.fire(SessionTimer.ANSWER);
        assertThat(pdp.notices).last().isEqualTo(new PdpNotice.Unreported(PdpScript.PEP, 1, PdpScript.HANDLE));
        assertThat(pdp.failures).isEmpty();
        pdp.pass(Duration.ofSeconds(10)).fire(SessionTimer.ANSWER);
        assertThat(pdp.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.TIMEOUT);
        assertThat(pdp.notices)
                .filteredOn(PdpNotice.Unreported.class::isInstance)
                .hasSize(2);
    }

    @Test
    void f30_aSecondSolicitedReportIsNoMatterAndAnUnsolicitedOneIsTold() {
        PdpScript pdp = decided(Context.INCOMING_MESSAGE);
        pdp.receive(report(true, ReportType.SUCCESS)).receive(report(true, ReportType.SUCCESS));
        pdp.receive(report(false, ReportType.ACCOUNTING));
        assertThat(pdp.notices)
                .filteredOn(PdpNotice.Reported.class::isInstance)
                .extracting(PdpNotice::body)
                .containsExactly(report(true, ReportType.SUCCESS), report(false, ReportType.ACCOUNTING));
        assertThat(pdp.notices).last().extracting(PdpNotice::handle).isEqualTo(PdpScript.HANDLE);
        assertThat(pdp.ignored).containsExactly(Ignored.UNEXPECTED_REPORT);
    }

    @Test
    void r10_aDeletionIsToldOnceAndFailsWhatWaitsForItsReport() {
        PdpScript pdp = decided(Context.CONFIGURATION).feed(new PdpInput.Direct(1, 1, PdpScript.HANDLE, REMOVE));
        DeleteMessage delete = new DeleteMessage(1, PdpScript.HANDLE, Reason.of(ReasonCode.TEAR), null);
        pdp.receive(delete).receive(delete);
        assertThat(pdp.notices).filteredOn(PdpNotice.Deleted.class::isInstance).hasSize(1);
        assertThat(pdp.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
    }

    @Test
    void whatIsNotThereCannotBeDecidedAnew() {
        PdpScript pdp = decided(Context.INCOMING_MESSAGE);
        pdp.feed(new PdpInput.Direct(1, 1, new Handle(Octets.ofHex("99")), REMOVE));
        pdp.feed(new PdpInput.Direct(2, 2, PdpScript.HANDLE, REMOVE));
        assertThat(pdp.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.UNKNOWN_HANDLE);
        assertThat(pdp.failures.get(2L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
        assertThat(pdp.failures.get(2L).text()).contains("client type 2");
    }

    @Test
    void reportsThatAreOwedHaveALimit() {
        PdpScript pdp = decided(Context.CONFIGURATION);
        for (long id = 1; id <= PdpUndecided.MOST; id++) {
            pdp.feed(new PdpInput.Direct(id, 1, PdpScript.HANDLE, REMOVE));
        }
        assertThat(pdp.failures).hasSize(1);
        assertThat(pdp.failures.get((long) PdpUndecided.MOST).kind()).isEqualTo(PepFailure.Kind.NOT_NOW);
    }

    @Test
    void t6_aPepIsRedirected() {
        PdpRedirectAddress elsewhere = new PdpRedirectAddress(PepScript.at(9).address(), 3288);
        CopsError error = CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER);
        PdpScript pdp = decided(Context.INCOMING_MESSAGE).feed(new PdpInput.Close(1, 1, error, elsewhere));
        assertThat(pdp.sent).containsExactly(new CloseMessage(1, error, elsewhere, null));
        assertThat(pdp.done).containsExactly(1L);
        assertThat(pdp.notices).last().isEqualTo(new PdpNotice.Closed(PdpScript.PEP, 1, error));
        assertThat(pdp.session.snapshot().clientTypes()).isEmpty();
    }

    @Test
    void noticesSayWhatHappened() {
        PdpScript pdp = decided(Context.CONFIGURATION);
        assertThat(pdp.notices).extracting(PdpNotice::event).containsExactly("open");
        assertThat(pdp.notices.get(0).handle()).isNull();
        PdpNotice unreported = new PdpNotice.Unreported(PdpScript.PEP, 1, PdpScript.HANDLE);
        assertThat(unreported.event()).isEqualTo("reportTimeout");
        assertThat(unreported.body()).isNull();
    }
}
