package org.camelpush.cops.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;

import org.camelpush.cops.message.AcceptMessage;
import org.camelpush.cops.message.AccountingTimer;
import org.camelpush.cops.message.CloseMessage;
import org.camelpush.cops.message.CopsError;
import org.camelpush.cops.message.CopsMessage;
import org.camelpush.cops.message.ErrorCode;
import org.camelpush.cops.message.Handle;
import org.camelpush.cops.message.KeepAliveTimer;
import org.camelpush.cops.message.LastPdpAddress;
import org.camelpush.cops.message.Octets;
import org.camelpush.cops.message.OpenMessage;
import org.camelpush.cops.message.PdpRedirectAddress;
import org.camelpush.cops.message.SynchronizeCompleteMessage;
import org.camelpush.cops.message.SynchronizeMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a PDP keeps of a PEP that is lost, and when it asks one for its states (RFC 2748 §2.3, §2.5). */
class PdpStatesKeptTest {

    private static final Handle OTHER = new Handle(Octets.ofHex("2b"));
    private static final PepKey KEY = new PepKey(PdpScript.PEP, 1);
    private static final CopsMessage ALL = new SynchronizeMessage(1, null, null);

    /** With a state that is decided on. */
    private static PdpScript decided() {
        return PdpScript.open().receive(PdpScript.request(1, PdpScript.HANDLE)).decide(0, PdpScript.INSTALL);
    }

    private static PdpScript lost() {
        return decided().feed(new PdpInput.Disconnected());
    }

    private static PdpScript open(PdpScript pdp, LastPdpAddress lastPdp) {
        return pdp.receive(new OpenMessage(1, PdpScript.PEP, null, lastPdp, null));
    }

    @Test
    void t3_f24_theStatesOfALostPepAreKept() {
        PdpScript pdp = lost();
        assertThat(pdp.kept).containsOnlyKeys(KEY);
        assertThat(pdp.notices).as("it may come back").noneMatch(PdpNotice.Closed.class::isInstance);
    }

    @Test
    void t3_f24_behindASilenceTheyAreKeptToo() {
        PdpScript pdp = decided().pass(Duration.ofSeconds(30)).fire(SessionTimer.SILENCE);
        assertThat(pdp.kept).containsOnlyKeys(KEY);
        assertThat(pdp.closed).isTrue();
    }

    @Test
    void t3_whatWasNeverDecidedIsNotKept() {
        PdpScript pdp = PdpScript.open().receive(PdpScript.request(1, PdpScript.HANDLE));
        pdp.feed(new PdpInput.Disconnected());
        assertThat(pdp.kept).isEmpty();
        assertThat(pdp.notices).last().isInstanceOf(PdpNotice.Closed.class);
    }

    @Test
    void t3_behindAClientCloseNothingIsKeptUnlessThePepHasLostUs() {
        PdpScript over = decided();
        over.receive(new CloseMessage(1, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null));
        assertThat(over.kept).isEmpty();
        PdpScript lost = decided();
        lost.receive(new CloseMessage(1, CopsError.of(ErrorCode.COMMUNICATION_FAILURE), null, null));
        assertThat(lost.kept).containsOnlyKeys(KEY);
    }

    @Test
    void f40_aPepThatComesBackToUsIsKnown() {
        PdpScript pdp = open(lost().next(), PepScript.at(1));
        assertThat(pdp.sent).hasSize(1);
        assertThat(pdp.session.snapshot().handles()).isEqualTo(1);
        assertThat(pdp.kept).isEmpty();
    }

    @Test
    void f40_aPepThatComesFromAnotherPdpIsAsked() {
        PdpScript pdp = open(lost().next(), PepScript.at(2));
        assertThat(pdp.sent).last().isEqualTo(ALL);
        assertThat(pdp.session.snapshot().handles()).isZero();
        assertThat(pdp.notices).extracting(PdpNotice::event).containsExactly("close", "open");
    }

    @Test
    void f40_aPepThatKeepsWhatWeDoNotIsAsked() {
        assertThat(open(new PdpScript(), PepScript.at(1)).sent).last().isEqualTo(ALL);
    }

    @Test
    void f64_aPepThatHasBegunAnewIsNotAskedAndItsOldStatesAreNoMore() {
        PdpScript pdp = open(lost().next(), null);
        assertThat(pdp.sent).hasSize(1);
        assertThat(pdp.session.snapshot().handles()).isZero();
        assertThat(pdp.kept).isEmpty();
        assertThat(pdp.notices).extracting(PdpNotice::event).containsExactly("close", "open");
    }

    @Test
    void f40_thePolicyMayBeToAskAlwaysOrNever() {
        PdpScript always = new PdpScript(PdpScript.settings(30, 9, SyncPolicy.ALWAYS), new HashMap<>());
        assertThat(open(always, null).sent).last().isEqualTo(ALL);
        assertThat(open(always, null).sent).as("a repeated OPN asks nothing").hasSize(3);
        PdpScript never = new PdpScript(PdpScript.settings(30, 9, SyncPolicy.NEVER), new HashMap<>());
        assertThat(open(never, PepScript.at(7)).sent).hasSize(1);
    }

    @Test
    void s5_whatThePepDoesNotAskForAgainIsNoMore() {
        PdpScript pdp = decided().receive(PdpScript.request(1, OTHER)).decide(1, PdpScript.INSTALL);
        pdp.feed(new PdpInput.Synchronize(1, 1, null)).receive(PdpScript.request(1, OTHER));
        pdp.receive(new SynchronizeCompleteMessage(1, null, null));
        assertThat(pdp.session.snapshot().handles()).isEqualTo(1);
        assertThat(pdp.done).containsExactly(1L);
    }

    @Test
    void s5_whatIsUndecidedAsASynchronizationBeginsStays() {
        PdpScript pdp = PdpScript.open().receive(PdpScript.request(1, OTHER));
        pdp.feed(new PdpInput.Synchronize(1, 1, null)).decide(0, PdpScript.INSTALL);
        pdp.receive(new SynchronizeCompleteMessage(1, null, null));
        assertThat(pdp.session.snapshot().handles()).isEqualTo(1);
    }

    @Test
    void f38_aSynchronizationWithinAnotherIsTheSame() {
        PdpScript pdp = decided();
        pdp.sent.clear();
        pdp.feed(new PdpInput.Synchronize(1, 1, null)).feed(new PdpInput.Synchronize(2, 1, null));
        pdp.feed(new PdpInput.Synchronize(3, 1, PdpScript.HANDLE));
        assertThat(pdp.sent).containsExactly(ALL, new SynchronizeMessage(1, PdpScript.HANDLE, null));
        pdp.receive(new SynchronizeCompleteMessage(1, null, null));
        assertThat(pdp.done).containsExactly(1L, 2L);
        pdp.receive(new SynchronizeCompleteMessage(1, PdpScript.HANDLE, null));
        assertThat(pdp.done).containsExactly(1L, 2L, 3L);
    }

    @Test
    void f38_anSscThatNeverComesFailsAndIsTold() {
        PdpScript pdp = decided().feed(new PdpInput.Synchronize(1, 1, null));
        pdp.pass(Duration.ofSeconds(30)).fire(SessionTimer.ANSWER);
        assertThat(pdp.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.TIMEOUT);
        assertThat(pdp.events).last().isEqualTo(new PdpEvent.NotSynchronized(1));
        assertThat(pdp.session.snapshot().handles()).as("what is known stays").isEqualTo(1);
        assertThat(pdp.events.get(pdp.events.size() - 1).text()).contains("not synchronized");
    }

    @Test
    void f39_aSynchronizationThatIsCutFails() {
        PdpScript pdp = decided().feed(new PdpInput.Synchronize(1, 1, null)).feed(new PdpInput.Disconnected());
        assertThat(pdp.failures.get(1L).kind()).isEqualTo(PepFailure.Kind.DISCONNECTED);
        assertThat(pdp.isWaitingFor(SessionTimer.ANSWER)).isFalse();
    }

    @Test
    void f21_a10_aPepOnAnotherConnectionLeavesTheOldOneInSilence() {
        PdpScript pdp = decided().open(2);
        pdp.sent.clear();
        pdp.feed(new PdpInput.Replaced(1));
        assertThat(pdp.session.snapshot().clientTypes()).containsExactly(2);
        assertThat(pdp.closed).isFalse();
        pdp.feed(new PdpInput.Replaced(2)).feed(new PdpInput.Replaced(2));
        assertThat(pdp.closed).isTrue();
        assertThat(pdp.sent).isEmpty();
        assertThat(pdp.kept).isEmpty();
    }

    @Test
    void l10_l6_aClientTypeThatIsNotServedIsRedirected() {
        PdpRedirectAddress elsewhere = new PdpRedirectAddress(PepScript.at(9).address(), 3288);
        PdpScript pdp = new PdpScript(
                new PdpSettings(
                        30,
                        new AccountingTimer(60),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        SyncPolicy.AUTO,
                        elsewhere,
                        9),
                new HashMap<>());
        pdp.open(1).open(3);
        assertThat(pdp.sent)
                .containsExactly(
                        new AcceptMessage(1, new KeepAliveTimer(30), new AccountingTimer(60), null),
                        new CloseMessage(3, CopsError.of(ErrorCode.UNSUPPORTED_CLIENT_TYPE), elsewhere, null));
    }

    @Test
    void f45_onlyWhatIsServedNoLongerIsClosed() {
        PdpScript pdp = PdpScript.open().open(2);
        pdp.served.remove(1);
        pdp.sent.clear();
        pdp.feed(new PdpInput.Leave(CopsError.of(ErrorCode.SHUTTING_DOWN)));
        assertThat(pdp.sent).isEqualTo(List.of(new CloseMessage(1, CopsError.of(ErrorCode.SHUTTING_DOWN), null, null)));
        assertThat(pdp.session.snapshot().clientTypes()).containsExactly(2);
    }
}
