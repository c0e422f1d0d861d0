package org.camelpush.imapidle.session;

import java.util.Set;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.FetchedMail;
import org.camelpush.imapidle.protocol.UidSet;
import org.camelpush.imapidle.session.Ledger.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {

    private final Ledger ledger =
            new Ledger(new TestSettings().maxInFlight(2).maxAttempts(2).build());

    private boolean fetched(long uid) {
        return ledger.fetched(new FetchedMail(uid, Set.of(), 0, null, Download.FULL, new TestBody(), null), 17);
    }

    private void begin(long high, long... wanted) {
        ledger.begin(7, high, UidSet.of(wanted));
    }

    private long deliver() {
        return ledger.nextDelivery(0).orElseThrow().uid();
    }

    private String cursor() {
        return ledger.takeCursor().map(Cursor::toString).orElse("unchanged");
    }

    @Test
    void hasNoPositionBeforeItHasBegun() {
        assertThat(ledger.hasBegun()).isFalse();
        assertThat(cursor()).isEqualTo("unchanged");
        begin(9, 2, 3);
        assertThat(ledger.hasBegun()).isTrue();
        assertThat(cursor()).isEqualTo("7 9 2:3");
        assertThat(cursor()).isEqualTo("unchanged");
    }

    @Test
    void aMailIsPendingUntilItIsAcknowledged() {
        begin(3, 2, 3);
        cursor();
        assertThat(fetched(2)).isTrue();
        ledger.notSent(UidSet.of(3));
        assertThat(deliver()).isEqualTo(2);
        ledger.advance(4);
        assertThat(cursor()).isEqualTo("7 4 2:3");
        assertThat(ledger.acknowledged(7, 2, true, 0)).isEqualTo(Outcome.DONE);
        assertThat(cursor()).isEqualTo("7 4 3");
        ledger.gone(3);
        assertThat(cursor()).isEqualTo("7 4 -");
    }

    @Test
    void aPositionThatWasReadGoesOnWithWhatIsPending() {
        ledger.restore(Cursor.parse("7 9 2,4"));
        assertThat(ledger.uidValidity()).isEqualTo(7);
        assertThat(ledger.high()).isEqualTo(9);
        assertThat(ledger.nextToFetch(5)).hasToString("2,4");
        assertThat(cursor()).isEqualTo("unchanged");
    }

    @Test
    void theHighestNeverGoesBack() {
        begin(9);
        ledger.advance(8);
        ledger.learn(new UidSet(), new UidSet());
        assertThat(ledger.high()).isEqualTo(9);
    }

    @Test
    void whatIsBeyondTheHighestAndDoneWithIsNotPendingLater() {
        begin(3);
        assertThat(fetched(4)).isTrue();
        deliver();
        ledger.acknowledged(7, 4, true, 0);
        assertThat(cursor()).isEqualTo("7 4 -");
        assertThat(fetched(4)).isFalse();
        assertThat(ledger.learn(UidSet.of(4, 5), UidSet.of(4, 5))).isEqualTo(1);
        assertThat(cursor()).isEqualTo("7 5 5");
        assertThat(ledger.nextToFetch(9)).hasToString("5");
    }

    /** A crash before the end of the FETCH would repeat it otherwise. */
    @Test
    void thePositionCoversWhatIsDoneWithBeyondTheHighestAndNothingBetween() {
        begin(3);
        fetched(4);
        fetched(7);
        assertThat(deliver()).isEqualTo(4);
        assertThat(deliver()).isEqualTo(7);
        ledger.acknowledged(7, 7, true, 0);
        assertThat(cursor()).isEqualTo("7 7 4:6");
        ledger.acknowledged(7, 4, true, 0);
        assertThat(cursor()).isEqualTo("7 7 5:6");
    }

    @Test
    void whatIsBeyondTheHighestAndInHandIsPendingOnceItIsPassed() {
        begin(3);
        fetched(4);
        fetched(5);
        deliver();
        assertThat(cursor()).isEqualTo("7 3 -");
        ledger.advance(5);
        assertThat(cursor()).isEqualTo("7 5 4:5");
    }

    @Test
    void whatIsInHandIsNoNews() {
        begin(3);
        fetched(4);
        fetched(5);
        deliver();
        deliver();
        fetched(6);
        ledger.acknowledged(7, 4, false, 0);
        ledger.acknowledged(7, 5, true, 0);
        assertThat(ledger.learn(UidSet.of(4, 5, 6, 7), UidSet.of(4, 5, 6, 7))).isEqualTo(1);
        assertThat(ledger.learn(UidSet.of(7), UidSet.of(7))).isZero();
    }

    @Test
    void whatIsNotWantedIsNotTaken() {
        begin(3, 2);
        assertThat(fetched(3)).isFalse();
        assertThat(fetched(2)).isTrue();
        assertThat(fetched(2)).isFalse();
    }

    @Test
    void anAnswerThatNobodyWaitsForIsUnknown() {
        begin(3);
        fetched(4);
        assertThat(ledger.acknowledged(7, 4, true, 0)).isEqualTo(Outcome.UNKNOWN);
        assertThat(ledger.acknowledged(6, 4, true, 0)).isEqualTo(Outcome.UNKNOWN);
        assertThat(deliver()).isEqualTo(4);
    }

    @Test
    void aFailedMailIsFetchedAgainWhenItIsDueAndGivenUpInTheEnd() {
        begin(3);
        fetched(4);
        ledger.advance(4);
        deliver();
        assertThat(ledger.acknowledged(7, 4, false, 0)).isEqualTo(Outcome.PARKED);
        assertThat(ledger.parkedCount()).isEqualTo(1);
        assertThat(cursor()).isEqualTo("7 4 4");
        ledger.redeliver(4_999_999_999L);
        assertThat(ledger.hasToFetch()).isFalse();
        assertThat(ledger.nextRedelivery(0)).hasValue(5_000_000_000L);
        ledger.redeliver(5_000_000_000L);
        assertThat(ledger.nextToFetch(9)).hasToString("4");
        fetched(4);
        assertThat(ledger.nextDelivery(0).orElseThrow().attempt()).isEqualTo(2);
        assertThat(ledger.acknowledged(7, 4, false, 0)).isEqualTo(Outcome.GIVEN_UP);
        assertThat(cursor()).isEqualTo("7 4 -");
    }

    @Test
    void aMailThatWasNotSentIsMissingUntilItIsFoundOrGone() {
        begin(3, 1, 2, 3);
        ledger.notSent(UidSet.of(1, 2, 9));
        assertThat(ledger.hasMissing()).isTrue();
        assertThat(ledger.nextMissing(9)).hasToString("1:2");
        ledger.unreadable(1, 0);
        ledger.unreadable(9, 0);
        ledger.gone(2);
        assertThat(ledger.hasMissing()).isFalse();
        assertThat(ledger.parkedCount()).isEqualTo(1);
        assertThat(cursor()).isEqualTo("7 3 1,3");
    }

    @Test
    void fetchesAheadAndGoesOnWhenHalfOfItHasLeft() {
        begin(3);
        assertThat(ledger.room()).isEqualTo(Ledger.PREFETCH);
        for (int uid = 4; uid < 4 + Ledger.PREFETCH; uid++) {
            fetched(uid);
        }
        assertThat(ledger.room()).isZero();
        for (int uid = 4; uid < 4 + Ledger.PREFETCH / 2 - 1; uid++) {
            deliver();
            ledger.acknowledged(7, uid, true, 0);
        }
        assertThat(ledger.room()).isZero();
        deliver();
        assertThat(ledger.room()).isZero();
        ledger.acknowledged(7, 3 + Ledger.PREFETCH / 2, true, 0);
        assertThat(ledger.room()).isEqualTo(Ledger.PREFETCH / 2);
    }

    @Test
    void fetchesTwiceAsMuchAheadAsTheRouteTakes() {
        assertThat(new Ledger(new TestSettings().maxInFlight(100).build()).room())
                .isEqualTo(200);
    }

    @Test
    void isQuietWhenTheRouteHasNothing() {
        begin(3);
        assertThat(ledger.isQuiet()).isTrue();
        fetched(4);
        assertThat(ledger.isQuiet()).isFalse();
        deliver();
        assertThat(ledger.isQuiet()).isFalse();
        ledger.acknowledged(7, 4, true, 0);
        assertThat(ledger.isQuiet()).isTrue();
    }

    @Test
    void beginningAnewGivesBackWhatWaitsAndLetsTheRouteFinish() {
        begin(3);
        fetched(4);
        fetched(5);
        fetched(6);
        deliver();
        deliver();
        ledger.learn(UidSet.of(7, 8, 9), UidSet.of(7, 8, 9));
        ledger.notSent(UidSet.of(8));
        assertThat(ledger.begin(8, 1, UidSet.of(1))).hasSize(1);
        assertThat(ledger.hasMissing()).isFalse();
        assertThat(ledger.nextToFetch(9)).hasToString("1");
        assertThat(cursor()).isEqualTo("8 1 1");
        fetched(1);
        assertThat(ledger.inFlightCount()).isEqualTo(2);
        assertThat(ledger.nextDelivery(0)).isEmpty();
        assertThat(ledger.acknowledged(7, 4, true, 0)).isEqualTo(Outcome.UNKNOWN);
        assertThat(deliver()).isEqualTo(1);
        assertThat(ledger.acknowledged(8, 1, true, 0)).isEqualTo(Outcome.DONE);
        assertThat(ledger.inFlightCount()).isEqualTo(1);
    }

    @Test
    void whatIsTakenBackHasToBeFetchedAgain() {
        begin(3);
        fetched(4);
        ledger.advance(4);
        assertThat(ledger.takeBack()).hasSize(1);
        assertThat(ledger.readyCount()).isZero();
        assertThat(ledger.nextToFetch(9)).hasToString("4");
        assertThat(cursor()).isEqualTo("7 4 4");
    }

    @Test
    void theHighestMailThatTheRouteMayKnowOfIsNotAlwaysTheLastThatIsSettled() {
        begin(3);
        assertThat(ledger.top()).isEqualTo(3);
        fetched(4);
        fetched(5);
        assertThat(ledger.top()).isEqualTo(5);
        deliver();
        deliver();
        ledger.acknowledged(7, 4, true, 0);
        ledger.acknowledged(7, 5, true, 0);
        assertThat(ledger.high()).isEqualTo(3);
        assertThat(ledger.top()).isEqualTo(5);
    }
}
