package org.camelpush.mobility.manager;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.camelpush.mobility.bearer.Metered;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.bearer.Roaming;
import org.camelpush.mobility.policy.Direction;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.policy.Reason;
import org.camelpush.mobility.testkit.Bearers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Scenarios of the manager alone, step by step. */
class MobilityManagerTest {

    private static ManagerScript onCellular() {
        return ManagerScript.makeBeforeBreak().stableOn(Bearers.cellular());
    }

    private static ManagerScript breakingOnCellular() {
        return ManagerScript.of(MigrationMode.BREAK_BEFORE_MAKE).stableOn(Bearers.cellular());
    }

    @Test
    void scenario01_theNewConnectionTakesOverBeforeTheOldOneIsLeft() {
        ManagerScript script = onCellular().up(Bearers.wifi());
        assertThat(script.question().direction()).isEqualTo(Direction.UPGRADE);
        script.accept("wlan0", DrainMode.COMPLETE_CURRENT).prepared();
        assertThat(script.state()).isEqualTo(MigrationState.CONNECTING);
        script.arrive();
        assertThat(script.toSession())
                .containsExactly("prepare COMPLETE_CURRENT", "connect wlan0", "cutOver", "retire");
        assertThat(script.state()).isEqualTo(MigrationState.RETIRING);
        script.tell(new ManagerInput.Retired(script.migration()));
        assertThat(script.state()).isEqualTo(MigrationState.STABLE);
        assertThat(script.outcomes()).containsExactly("OK wwan0 wlan0");
    }

    @Test
    void scenario03_aLostCarrierIsTornDownBeforeAnybodyIsAsked() {
        ManagerScript script = ManagerScript.makeBeforeBreak().stableOn(Bearers.wifi());
        script.up(Bearers.cellular()).forget().gone("wlan0");
        assertThat(script.toSession()).containsExactly("lost wlan0");
        MobilityRequest question = script.question();
        assertThat(question.direction()).isEqualTo(Direction.DOWNGRADE);
        assertThat(question.reason()).isEqualTo(Reason.LOST);
        assertThat(question.lost().id()).isEqualTo("wlan0");
        script.accept("wwan0", DrainMode.COMPLETE_CURRENT).arrive();
        assertThat(script.toSession()).containsExactly("lost wlan0", "connect wwan0", "cutOver");
    }

    @Test
    void scenario04_withoutAnyBearerNobodyIsAsked() {
        ManagerScript script = onCellular().gone("wwan0");
        assertThat(script.question()).isNull();
        assertThat(script.state()).isEqualTo(MigrationState.OFFLINE);
        assertThat(script.toSession()).containsExactly("lost wwan0");
        assertThat(script.all(ManagerEffect.SetTimer.class))
                .as("nothing is waited for")
                .isEmpty();
    }

    @Test
    void scenario05_afterAllWereLostTheFirstThatReturnsIsUsed() {
        ManagerScript script = onCellular().gone("wwan0").up(Bearers.cellular());
        assertThat(script.question().direction()).isEqualTo(Direction.DOWNGRADE);
        script.accept("wwan0", DrainMode.IMMEDIATE).arrive();
        assertThat(script.state()).isEqualTo(MigrationState.STABLE);
    }

    @ParameterizedTest
    @EnumSource(DrainMode.class)
    void scenario06_theThreeWaysToEndWhatIsUnderWayReachTheSession(DrainMode drain) {
        ManagerScript script = breakingOnCellular().up(Bearers.wifi()).accept("wlan0", drain);
        if (drain == DrainMode.IMMEDIATE) {
            assertThat(script.toSession()).containsExactly("lost wwan0", "connect wlan0");
        } else {
            assertThat(script.toSession()).containsExactly("prepare " + drain);
            assertThat(script.state()).isEqualTo(MigrationState.DRAINING);
            script.prepared();
            assertThat(script.toSession()).containsExactly("prepare " + drain, "lost wwan0", "connect wlan0");
        }
    }

    @Test
    void scenario09_workThatDoesNotEndInTimeIsCutOff() {
        ManagerScript script = breakingOnCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.COMPLETE_CURRENT);
        script.fire(ManagerTimer.DRAIN);
        assertThat(script.toSession()).containsExactly("prepare COMPLETE_CURRENT", "lost wwan0", "connect wlan0");
        assertThat(script.only(ManagerEffect.Connect.class).drain()).isEqualTo(DrainMode.IMMEDIATE);
    }

    @Test
    void scenario10_aLossOnTheWayToTheSameTargetIsNotAskedAbout() {
        ManagerScript script = onCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.COMPLETE_CURRENT);
        script.forget().gone("wwan0");
        assertThat(script.question()).isNull();
        assertThat(script.toSession()).containsExactly("lost wwan0", "connect wlan0");
        script.arrive();
        assertThat(script.outcomes()).containsExactly("OK wwan0 wlan0");
    }

    @Test
    void scenario11_whatIsBetterStillTakesTheTargetsPlace() {
        ManagerScript script = onCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.STOP_CURRENT);
        script.up(Bearers.ethernet());
        assertThat(script.question().proposed().id()).isEqualTo("eth0");
        script.accept("eth0", DrainMode.COMPLETE_CURRENT);
        List<ManagerEffect.Prepare> prepares = script.all(ManagerEffect.Prepare.class);
        assertThat(prepares.get(1).drain()).as("only tightened").isEqualTo(DrainMode.STOP_CURRENT);
        script.prepared().arrive();
        assertThat(script.toSession()).contains("connect eth0").doesNotContain("connect wlan0");
        assertThat(script.outcomes()).containsExactly("SUPERSEDED wwan0 wlan0", "OK wwan0 eth0");
    }

    @Test
    void scenario12_ignoringWhatIsBetterStillLeavesTheFirstTarget() {
        ManagerScript script = onCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.STOP_CURRENT);
        script.up(Bearers.ethernet())
                .answer(new MobilityDecision.Ignore(null, "no"))
                .prepared()
                .arrive();
        assertThat(script.outcomes()).containsExactly("OK wwan0 wlan0");
    }

    @Test
    void scenario15_afterAHoldThePolicyIsAskedAgainWithWhatIsSoThen() {
        ManagerScript script = onCellular().up(Bearers.wifi());
        script.answer(new MobilityDecision.Hold(Duration.ofSeconds(25), "dwell"));
        assertThat(script.question()).isNull();
        script.pass(Duration.ofSeconds(25)).forget().fire(ManagerTimer.RECONSIDER);
        assertThat(script.question().candidates().get(0).upFor()).isEqualTo(Duration.ofSeconds(25));
        script.accept("wlan0", DrainMode.IMMEDIATE).arrive();
        assertThat(script.outcomes()).containsExactly("OK wwan0 wlan0");
    }

    @Test
    void scenario16_aSilentPolicyLeavesTheSessionWhereItIsAndItsLateAnswerIsDropped() {
        ManagerScript script = onCellular().up(Bearers.wifi());
        String late = script.question().requestId();
        script.pass(Duration.ofSeconds(5)).fire(ManagerTimer.DECISION);
        assertThat(script.decided().problem()).contains("not answered within");
        script.tell(new ManagerInput.Decided(late, MobilityDecision.accept("wlan0", DrainMode.IMMEDIATE, "late")));
        assertThat(script.state()).isEqualTo(MigrationState.STABLE);
        assertThat(script.toSession()).isEmpty();
    }

    @Test
    void scenario17_aSilentPolicyDoesNotKeepTheSessionOffline() {
        ManagerScript script = ManagerScript.makeBeforeBreak().stableOn(Bearers.wifi());
        script.up(Bearers.ethernet().withTags(Set.of("forbidden")));
        script.up(Bearers.cellular()).forget().gone("wlan0").fire(ManagerTimer.DECISION);
        assertThat(script.toSession()).containsExactly("lost wlan0", "connect wwan0");
    }

    @Test
    void scenario18_aPolicyThatFailsIsAnsweredFor() {
        ManagerScript script = onCellular().up(Bearers.wifi());
        script.tell(new ManagerInput.PolicyFailed(script.question().requestId(), "it threw"));
        assertThat(script.decided().problem()).isEqualTo("it threw");
        assertThat(script.state()).isEqualTo(MigrationState.STABLE);
    }

    @Test
    void scenario18_anUnknownBearerIsNoDecision() {
        ManagerScript script = onCellular().up(Bearers.wifi()).accept("nosuch0", DrainMode.IMMEDIATE);
        assertThat(script.decided().problem()).contains("nosuch0");
        assertThat(script.toSession()).isEmpty();
        script.gone("wwan0").accept("nosuch0", DrainMode.IMMEDIATE);
        assertThat(script.toSession()).containsExactly("lost wwan0", "connect wlan0");
    }

    @Test
    void scenario18_aSecondAnswerIsDropped() {
        ManagerScript script = onCellular().up(Bearers.wifi());
        String id = script.question().requestId();
        script.accept("wlan0", DrainMode.COMPLETE_CURRENT);
        script.tell(new ManagerInput.Decided(id, new MobilityDecision.GoOffline("no")));
        assertThat(script.snapshot().target().id()).isEqualTo("wlan0");
    }

    @Test
    void scenario19_aQuestionAboutABearerThatIsGoneIsCancelled() {
        ManagerScript script = onCellular().up(Bearers.wifi());
        String id = script.question().requestId();
        script.gone("wlan0");
        assertThat(script.only(ManagerEffect.Cancel.class).requestId()).isEqualTo(id);
        assertThat(script.question()).isNull();
    }

    @Test
    void scenario19_aBearerThatGoesWhileTheAnswerIsUnderWayIsNotGoneTo() {
        ManagerScript script = onCellular().up(Bearers.wifi());
        MobilityRequest request = script.question();
        script.up(Bearers.ethernet());
        String second = script.question().requestId();
        assertThat(second).isNotEqualTo(request.requestId());
        script.accept("eth0", DrainMode.IMMEDIATE).gone("eth0");
        assertThat(script.outcomes()).containsExactly("MOBILITY_ERROR wwan0 eth0");
        assertThat(script.toSession()).containsExactly("connect eth0", "discard");
        assertThat(script.question().proposed().id()).isEqualTo("wlan0");
    }

    @Test
    void scenario20_whereTheNewBearerDoesNotWorkTheOldConnectionWasNeverLeft() {
        ManagerScript script = onCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.IMMEDIATE);
        script.fail(Result.COULD_NOT_CONNECT);
        assertThat(script.outcomes()).containsExactly("COULD_NOT_CONNECT wwan0 wlan0");
        assertThat(script.toSession()).containsExactly("connect wlan0", "discard");
        assertThat(script.state()).isEqualTo(MigrationState.STABLE);
        assertThat(script.question()).as("it is left alone for a while").isNull();
        script.forget().pass(Duration.ofSeconds(5)).fire(ManagerTimer.BACKOFF);
        assertThat(script.question().proposed().id()).isEqualTo("wlan0");
    }

    @Test
    void scenario20_afterABreakTheSessionGoesBackToWhereItWas() {
        ManagerScript script = breakingOnCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.IMMEDIATE);
        script.fail(Result.COULD_NOT_CONNECT);
        assertThat(script.question().reason()).isEqualTo(Reason.REJECTED);
        script.accept("wwan0", DrainMode.IMMEDIATE).arrive();
        assertThat(script.outcomes()).containsExactly("COULD_NOT_CONNECT wwan0 wlan0", "OK - wwan0");
    }

    @Test
    void scenario20_aConnectionThatHangsHasFailed() {
        ManagerScript script = onCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.IMMEDIATE);
        script.fire(ManagerTimer.CONNECT);
        assertThat(script.outcomes()).containsExactly("COULD_NOT_CONNECT wwan0 wlan0");
    }

    @Test
    void scenario22_aBearerOnWhichTheServerDoesNotAnswerIsNoCandidate() {
        ManagerScript script =
                ManagerScript.of(true, MigrationMode.MAKE_BEFORE_BREAK).up(Bearers.cellular());
        assertThat(script.question()).isNull();
        script.probed(Bearers.cellular(), Reachability.SERVER)
                .accept("wwan0", DrainMode.IMMEDIATE)
                .arrive();
        script.forget().up(Bearers.wifi()).probed(Bearers.wifi(), Reachability.LOCAL);
        assertThat(script.question()).isNull();
        assertThat(script.only(ManagerEffect.Probe.class).bearer().id()).isEqualTo("wlan0");
        script.forget().pass(Duration.ofSeconds(5)).fire(ManagerTimer.BACKOFF);
        assertThat(script.only(ManagerEffect.Probe.class).bearer().id()).isEqualTo("wlan0");
        script.probed(Bearers.wifi(), Reachability.SERVER);
        assertThat(script.question().proposed().id()).isEqualTo("wlan0");
    }

    @Test
    void scenario41_whatAServerAnsweredBeforeTheHostSleptCountsUntilItIsAskedOnceMore() {
        ManagerScript script =
                ManagerScript.of(true, MigrationMode.MAKE_BEFORE_BREAK).up(Bearers.wifi());
        script.probed(Bearers.wifi(), Reachability.SERVER)
                .accept("wlan0", DrainMode.IMMEDIATE)
                .arrive();
        script.up(Bearers.cellular()).probed(Bearers.cellular(), Reachability.SERVER);
        script.pass(Duration.ofHours(8)).forget().tell(new ManagerInput.Woke());
        assertThat(script.only(ManagerEffect.Probe.class).bearer().id()).isEqualTo("wwan0");
        assertThat(script.toSession()).isEmpty();
        assertThat(script.question()).isNull();
        script.forget().up(Bearers.cellular().withMetered(Metered.NO)).gone("wlan0");
        assertThat(script.all(ManagerEffect.Probe.class)).as("asked once").isEmpty();
        assertThat(script.question().proposed().id()).isEqualTo("wwan0");
        script.probed(Bearers.cellular(), Reachability.LOCAL);
        assertThat(script.question()).as("nowhere to go").isNull();
    }

    @ParameterizedTest
    @EnumSource(ManagerTimer.class)
    void scenario41_aTimerThatFiresLongAfterItWasDueEndsWhatItWasFor(ManagerTimer timer) {
        ManagerScript script = onCellular().up(Bearers.wifi());
        if (timer == ManagerTimer.DRAIN || timer == ManagerTimer.CONNECT) {
            script.accept("wlan0", DrainMode.COMPLETE_CURRENT);
        }
        if (timer == ManagerTimer.CONNECT) {
            script.prepared();
        }
        if (timer == ManagerTimer.RECONSIDER) {
            script.answer(new MobilityDecision.Hold(Duration.ofSeconds(25), "not yet"));
        }
        script.forget().pass(Duration.ofHours(8)).tell(new ManagerInput.Woke());
        script.fire(timer).fire(timer);
        assertThat(script.all(ManagerEffect.Ask.class)).as("asked at most once").hasSizeLessThan(2);
        assertThat(script.all(ManagerEffect.Connect.class)).hasSizeLessThan(2);
    }

    @Test
    void scenario22_aSessionThatFindsItsPathDeadLeavesABearerThatIsUp() {
        ManagerScript script = ManagerScript.makeBeforeBreak().stableOn(Bearers.wifi());
        script.tell(new ManagerInput.PathFailed("wlan0", "no answer"));
        assertThat(script.toSession()).as("there is no other way").isEmpty();
        script.up(Bearers.cellular()).tell(new ManagerInput.PathFailed("wlan0", "no answer"));
        assertThat(script.question().proposed().id()).isEqualTo("wwan0");
        assertThat(script.toSession()).containsExactly("lost wlan0");
    }

    @Test
    void scenario23_aConnectionThatFailsHalfWayIsDiscarded() {
        ManagerScript script = onCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.IMMEDIATE);
        script.tell(new ManagerInput.Connected(script.migration())).fail(Result.MOBILITY_ERROR);
        assertThat(script.toSession()).containsExactly("connect wlan0", "discard");
        assertThat(script.snapshot().bearer().id()).isEqualTo("wwan0");
    }

    @Test
    void scenario24_whereThereIsNoRoomForASecondConnectionTheOldOneIsLeftFirst() {
        ManagerScript script = onCellular()
                .up(Bearers.wifi())
                .accept("wlan0", DrainMode.STOP_CURRENT)
                .prepared();
        script.forget().fail(Result.LIMIT_REACHED);
        assertThat(script.toSession()).containsExactly("discard", "prepare STOP_CURRENT");
        script.prepared().fail(Result.LIMIT_REACHED);
        assertThat(script.outcomes()).as("once").containsExactly("LIMIT_REACHED wwan0 wlan0");
    }

    @Test
    void scenario25_aRefusedLoginIsNotTriedAgainSoon() {
        ManagerScript script = onCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.IMMEDIATE);
        script.fail(Result.AUTH_REFUSED).gone("wlan0").up(Bearers.wifi());
        assertThat(script.question()).as("not on the next generation either").isNull();
        script.pass(Duration.ofMinutes(59)).fire(ManagerTimer.BACKOFF);
        assertThat(script.question()).isNull();
        script.pass(Duration.ofMinutes(1)).fire(ManagerTimer.BACKOFF);
        assertThat(script.question()).isNotNull();
    }

    @Test
    void scenario35_whatNobodyApprovesMeansOfflineAndAnApprovalComesInTimeEvenLate() {
        ManagerScript script = ManagerScript.makeBeforeBreak().up(Bearers.cellular());
        script.answer(new MobilityDecision.Pending(Duration.ofMinutes(5), "used up"));
        assertThat(script.state()).isEqualTo(MigrationState.DECIDING);
        script.pass(Duration.ofMinutes(5)).fire(ManagerTimer.DECISION);
        assertThat(script.state()).isEqualTo(MigrationState.OFFLINE);
        script.tell(new ManagerInput.Approve());
        assertThat(script.toSession()).containsExactly("connect wwan0");
    }

    @Test
    void scenario35_anApprovalAcceptsWhatWasProposed() {
        ManagerScript script = ManagerScript.makeBeforeBreak().up(Bearers.cellular());
        script.answer(new MobilityDecision.Pending(Duration.ofMinutes(5), "used up"));
        script.tell(new ManagerInput.Approve());
        assertThat(script.toSession()).containsExactly("connect wwan0");
    }

    @Test
    void scenario36_whatIsProhibitedMeanwhileIsLeftInOrder() {
        ManagerScript script = onCellular().up(Bearers.cellular().withRoaming(Roaming.INTERNATIONAL));
        assertThat(script.question().direction()).isEqualTo(Direction.LATERAL);
        script.answer(new MobilityDecision.GoOffline("roaming"));
        assertThat(script.toSession()).containsExactly("prepare COMPLETE_CURRENT");
        script.prepared();
        assertThat(script.toSession()).containsExactly("prepare COMPLETE_CURRENT", "lost wwan0");
        assertThat(script.outcomes()).containsExactly("OK wwan0 -");
        script.answer(new MobilityDecision.GoOffline("roaming"));
        assertThat(script.state()).isEqualTo(MigrationState.OFFLINE);
    }

    @Test
    void scenario38_whatIsPinnedStaysUntilItIsUnpinned() {
        ManagerScript script = onCellular().tell(new ManagerInput.Pin("wwan0")).up(Bearers.ethernet());
        assertThat(script.question()).isNull();
        script.tell(new ManagerInput.Pin(null));
        assertThat(script.question().proposed().id()).isEqualTo("eth0");
    }

    @Test
    void scenario38_aPinThatCannotBeHadIsNoReasonToBeOffline() {
        ManagerScript script = onCellular().up(Bearers.wifi()).tell(new ManagerInput.Pin("wlan0"));
        script.prepared().arrive().gone("wlan0");
        assertThat(script.question().proposed().id()).isEqualTo("wwan0");
    }

    @Test
    void scenario39_anotherAddressOnTheSameDeviceIsAnotherBearerToTheSession() {
        ManagerScript script = onCellular().up(Bearers.cellular().withAddresses(List.of("127.0.0.33")));
        assertThat(script.toSession()).containsExactly("lost wwan0");
        script.accept("wwan0", DrainMode.IMMEDIATE).arrive();
        assertThat(script.snapshot().bearer().address()).isEqualTo("127.0.0.33");
    }

    @Test
    void scenario42_whenItIsStoppedEverythingThatIsOpenEnds() {
        ManagerScript asked = onCellular().up(Bearers.wifi()).tell(new ManagerInput.Stop());
        assertThat(asked.all(ManagerEffect.Cancel.class)).hasSize(1);
        ManagerScript moving = onCellular().up(Bearers.wifi()).accept("wlan0", DrainMode.IMMEDIATE);
        moving.tell(new ManagerInput.Stop());
        assertThat(moving.outcomes()).containsExactly("CANCELLED wwan0 wlan0");
        moving.forget()
                .tell(new ManagerInput.Connected(moving.snapshot().migrations() + 1))
                .gone("wlan0");
        assertThat(moving.toSession()).isEmpty();
        assertThat(moving.state()).isEqualTo(MigrationState.STOPPED);
    }

    @Test
    void whatAPersonWantsHoldsUntilSomethingChanges() {
        ManagerScript script = onCellular()
                .up(Bearers.wifi())
                .accept("wlan0", DrainMode.IMMEDIATE)
                .arrive();
        script.tell(new ManagerInput.Retired(script.migration()));
        script.tell(new ManagerInput.Migrate("nosuch0", DrainMode.IMMEDIATE));
        assertThat(script.state()).isEqualTo(MigrationState.STABLE);
        script.tell(new ManagerInput.Migrate("wwan0", DrainMode.IMMEDIATE)).arrive();
        assertThat(script.snapshot().bearer().id()).isEqualTo("wwan0");
        assertThat(script.question()).isNull();
        script.up(Bearers.ethernet());
        assertThat(script.question().proposed().id()).isEqualTo("eth0");
    }

    @Test
    void aSeamlessMoveTellsTheSessionNothing() {
        ManagerScript script = ManagerScript.of(MigrationMode.SEAMLESS, MigrationMode.BREAK_BEFORE_MAKE)
                .stableOn(Bearers.cellular())
                .up(Bearers.wifi());
        script.answer(new MobilityDecision.Accept(
                "wlan0", DrainMode.COMPLETE_CURRENT, MigrationMode.SEAMLESS, null, "multipath"));
        assertThat(script.toSession()).isEmpty();
        assertThat(script.outcomes()).containsExactly("OK wwan0 wlan0");
    }
}
