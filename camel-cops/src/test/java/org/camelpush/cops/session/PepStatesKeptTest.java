package org.camelpush.cops.session;

import java.time.Duration;
import java.util.List;

import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsDecision;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.DecisionCommand;
import org.camelpush.cops.message.DeleteMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.Reason;
import org.camelpush.cops.message.ReasonCode;
import org.camelpush.cops.message.ReportType;
import org.camelpush.cops.message.RequestMessage;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a PEP keeps behind a lost connection, and what it says of that (RFC 2748 §2.5). */
class PepStatesKeptTest {

    private static final CopsDecision INSTALL = CopsDecision.of(DecisionCommand.INSTALL, List.of());

    /** With a state that PDP 1 has decided on. */
    private static PepScript kept() {
        return keep(PepScript.of(new PdpAddress("one", 3288)).openAt(1), 1);
    }

    private static PepScript keep(PepScript pep, long id) {
        pep.ask(id, 1, true);
        return pep.receive(INSTALL.answering(pep.asked()));
    }

    private static PepScript lose(PepScript pep) {
        pep.cut().fire(SessionTimer.STATE);
        pep.sent.clear();
        return pep;
    }

    @Test
    void s3_a15_anOpnNamesThePdpWhoseDecisionsAreKept() {
        PepScript pep = lose(kept()).openAt(2);
        assertThat(pep.opened().lastPdp()).isEqualTo(PepScript.at(1));
        assertThat(pep.sent).as("the PDP asks for what it does not know").hasSize(1);
        assertThat(pep.session.snapshot().handles()).isEqualTo(1);
    }

    @Test
    void s3_a15_aRepeatedLossStillNamesTheOneThatIsKnownAndNotTheOneThatOnlyAccepted() {
        PepScript pep = lose(lose(kept()).openAt(2)).openAt(3);
        assertThat(pep.opened().lastPdp()).isEqualTo(PepScript.at(1));
    }

    @Test
    void s3_behindASynchronizationItIsTheNewOne() {
        PepScript pep = lose(kept()).openAt(2).receive(new SynchronizeMessage(1, null, null));
        RequestMessage again = pep.asked();
        assertThat(pep.sent).last().isEqualTo(new SynchronizeCompleteMessage(1, null, null));
        pep.receive(INSTALL.answering(again));
        assertThat(lose(pep).openAt(2).opened().lastPdp()).isEqualTo(PepScript.at(2));
    }

    @Test
    void f39_s3_aSynchronizationThatIsCutIsBegunAgainAndNoLastPdpIsNamed() {
        PepScript pep = keep(kept(), 2);
        lose(pep).openAt(2).receive(new SynchronizeMessage(1, null, null));
        pep.receive(INSTALL.answering(pep.asked()));
        lose(pep).openAt(3);
        assertThat(pep.opened().lastPdp()).as("the decisions are of two PDPs").isNull();
        assertThat(pep.sent.stream().filter(RequestMessage.class::isInstance))
                .as("nobody will ask for them")
                .hasSize(2);
    }

    @Test
    void s4_whatWasDeletedOfflineIsDeletedOnline() {
        PepScript pep = keep(kept(), 2);
        Handle gone = pep.asked().handle();
        lose(pep).feed(new PepInput.Delete(3, 1, gone, Reason.of(ReasonCode.TEAR)));
        assertThat(pep.done).containsExactly(3L);
        pep.openAt(1);
        assertThat(pep.sent).last().isEqualTo(new DeleteMessage(1, gone, Reason.of(ReasonCode.TEAR), null));
    }

    @Test
    void s4_whatWasUndecidedIsDeletedForNobodyKnowsWhatBecameOfIt() {
        PepScript pep = kept().ask(2, 1, true);
        Handle undecided = pep.asked().handle();
        lose(pep).openAt(1);
        assertThat(pep.sent).last().isEqualTo(new DeleteMessage(1, undecided, Reason.of(ReasonCode.UNSPECIFIED), null));
    }

    @Test
    void s3_f64_whenNothingIsKeptNothingIsNamedAndNothingIsDeleted() {
        PepScript pep = kept();
        Handle gone = pep.asked().handle();
        lose(pep)
                .feed(new PepInput.Delete(3, 1, gone, Reason.of(ReasonCode.TEAR)))
                .openAt(1);
        assertThat(pep.opened().lastPdp()).isNull();
        assertThat(pep.sent).hasSize(1);
    }

    @Test
    void s3_statesAreForgottenWhenNoPdpCameInTime() {
        PepScript pep = kept();
        Handle handle = pep.asked().handle();
        lose(pep).ask(9, handle, 1, true).fire(SessionTimer.STATES);
        assertThat(pep.events).contains(new PepEvent.Forgotten(1));
        assertThat(pep.failures.get(9L).kind()).isEqualTo(PepFailure.Kind.UNKNOWN_HANDLE);
        assertThat(pep.openAt(1).opened().lastPdp()).isNull();
        assertThat(pep.sent).hasSize(1);
    }

    @Test
    void s3_whatAPdpIsBeingToldOfIsNotForgotten() {
        PepScript pep = lose(kept()).feed(PepScript.connected(2)).fire(SessionTimer.STATES);
        assertThat(pep.opened().lastPdp()).isEqualTo(PepScript.at(1));
        assertThat(pep.session.snapshot().handles()).isEqualTo(1);
    }

    @Test
    void s4_aDeletionThatWasPerhapsNotHeardIsSaidAgain() {
        PepScript pep = keep(kept(), 2);
        Handle unheard = pep.asked().handle();
        pep.feed(new PepInput.Delete(3, 1, unheard, Reason.of(ReasonCode.TEAR)));
        lose(pep).openAt(1);
        DeleteMessage again = new DeleteMessage(1, unheard, Reason.of(ReasonCode.TEAR), null);
        assertThat(pep.sent).last().isEqualTo(again);
        assertThat(lose(keep(pep, 4)).openAt(1).sent)
                .as("a decision behind it has shown that it was heard")
                .doesNotContain(again);
    }

    @Test
    void s3_aDeletionThatTheLastPdpDoesNotHearOfPutsThePepOutOfSyncWithIt() {
        PepScript pep = keep(kept(), 2);
        Handle gone = pep.asked().handle();
        lose(pep).openAt(2).feed(new PepInput.Delete(3, 1, gone, Reason.of(ReasonCode.TEAR)));
        assertThat(lose(pep).openAt(1).opened().lastPdp()).isNull();
        assertThat(pep.asked()).as("so it asks for what is left").isNotNull();
    }

    @Test
    void s3_aDeletionWithoutAConnectionDoesTheSameAtAnotherPdp() {
        PepScript pep = keep(kept(), 2);
        Handle gone = pep.asked().handle();
        lose(pep)
                .feed(new PepInput.Delete(3, 1, gone, Reason.of(ReasonCode.TEAR)))
                .openAt(2);
        assertThat(pep.opened().lastPdp()).isEqualTo(PepScript.at(1));
        assertThat(lose(pep).openAt(1).opened().lastPdp()).isNull();
    }

    @Test
    void s4_deletionsThatNobodyConfirmsAreBounded() {
        PepDeletions deletions = new PepDeletions();
        for (int i = 0; i <= PepDeletions.MOST; i++) {
            deletions.said(new RequestKey(1, PdpScript.HANDLE), Reason.of(ReasonCode.TEAR));
        }
        int[] left = new int[1];
        deletions.takeAll(type -> type == 2, (key, reason) -> left[0]++);
        assertThat(left[0]).isZero();
        deletions.takeAll(type -> type == 1, (key, reason) -> left[0]++);
        assertThat(left[0]).isEqualTo(PepDeletions.MOST);
    }

    @Test
    void aConnectionInTimeEndsTheWaitForForgetting() {
        PepScript pep = lose(kept());
        assertThat(pep.delayOf(SessionTimer.STATES)).isEqualTo(Duration.ofMinutes(2));
        assertThat(pep.openAt(1).delayOf(SessionTimer.STATES)).isNull();
    }

    @Test
    void r4_aRenewalWaitsForTheConnectionAndThereIsOne() {
        PepScript pep = kept();
        Handle handle = pep.asked().handle();
        lose(pep).ask(5, handle, 1, true).ask(6, handle, 1, true);
        assertThat(pep.failures.get(6L).kind()).isEqualTo(PepFailure.Kind.NOT_NOW);
        pep.openAt(1);
        assertThat(pep.asked().handle()).isEqualTo(handle);
        pep.receive(new SynchronizeMessage(1, null, null));
        assertThat(pep.sent.stream().filter(RequestMessage.class::isInstance))
                .as("it is being asked anyway")
                .hasSize(1);
    }

    @Test
    void aRenewalThatWaitsInVainLeavesTheStateAsItIs() {
        PepScript pep = kept();
        Handle handle = pep.asked().handle();
        lose(pep).ask(5, handle, 1, true).pass(Duration.ofSeconds(10)).fire(SessionTimer.REQUEST);
        assertThat(pep.failures.get(5L).kind()).isEqualTo(PepFailure.Kind.TIMEOUT);
        pep.ask(6, handle, 1, true).openAt(1);
        assertThat(pep.asked().handle()).isEqualTo(handle);
    }

    @Test
    void aDeletedStateFailsTheRenewalThatWaits() {
        PepScript pep = kept();
        Handle handle = pep.asked().handle();
        lose(pep).ask(5, handle, 1, true).feed(new PepInput.Delete(6, 1, handle, Reason.of(ReasonCode.TEAR)));
        assertThat(pep.failures.get(5L).kind()).isEqualTo(PepFailure.Kind.NOT_NOW);
        assertThat(pep.session.snapshot().pending()).isZero();
    }

    @Test
    void aReportWithoutAPdpFails() {
        PepScript pep = kept();
        Handle handle = pep.asked().handle();
        lose(pep).feed(new PepInput.Report(7, 1, handle, ReportType.SUCCESS, List.of()));
        assertThat(pep.failures.get(7L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
    }

    @Test
    void s3_l6_statesGoAlongWithARedirection() {
        PepScript pep = kept().receive(new CloseMessage(
                1,
                CopsError.of(ErrorCode.REDIRECT_TO_PREFERRED_SERVER),
                new PdpRedirectAddress(PepScript.at(2).address(), 3288),
                null));
        assertThat(pep.openAt(2).opened().lastPdp()).isEqualTo(PepScript.at(1));
    }

    @Test
    void aClientTypeThatIsRefusedTakesItsStatesAlong() {
        PepScript pep =
                kept().receive(new CloseMessage(1, CopsError.of(ErrorCode.UNSUPPORTED_CLIENT_TYPE), null, null));
        assertThat(pep.session.snapshot().handles()).isZero();
    }
}
