package org.camelpush.imapidle.session;

import java.time.Duration;

import org.camelpush.imapidle.protocol.UidSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetriesTest {

    private static final long SECOND = 1_000_000_000;

    private final Retries retries = new Retries(new RedeliveryPolicy(Duration.ofSeconds(5), 3));

    private UidSet due(long now) {
        UidSet due = new UidSet();
        retries.takeDue(now, due);
        return due;
    }

    @Test
    void aFailedMailWaitsAndIsDueOnce() {
        assertThat(retries.failed(4, 0)).isTrue();
        assertThat(retries.isWaiting(4)).isTrue();
        assertThat(retries.nextDue(SECOND)).hasValue(4 * SECOND);
        assertThat(due(5 * SECOND - 1).isEmpty()).isTrue();
        assertThat(due(5 * SECOND)).hasToString("4");
        assertThat(retries.isWaiting(4)).isFalse();
        assertThat(retries.waiting()).isZero();
        assertThat(retries.nextDue(0)).isEmpty();
        assertThat(due(9 * SECOND).isEmpty()).isTrue();
    }

    @Test
    void waitsLongerEachTimeAndThenGivesUp() {
        retries.failed(4, 0);
        due(5 * SECOND);
        assertThat(retries.failed(4, 0)).isTrue();
        assertThat(retries.nextDue(0)).hasValue(10 * SECOND);
        assertThat(retries.failures(4)).isEqualTo(2);
        due(10 * SECOND);
        assertThat(retries.failed(4, 0)).isFalse();
        assertThat(retries.failures(4)).isZero();
        assertThat(retries.isWaiting(4)).isFalse();
        assertThat(retries.waiting()).isZero();
    }

    @Test
    void whatTheServerWithholdsIsNeverTheLastAttempt() {
        for (int i = 0; i < 10; i++) {
            retries.unreadable(4, 0);
            assertThat(retries.waiting()).isEqualTo(1);
            due(SECOND * 1_000);
        }
        assertThat(retries.failures(4)).isZero();
        assertThat(retries.failed(4, 0)).isTrue();
    }

    @Test
    void theNextOneIsTheOneDueFirstOnAClockThatPassesTheEndOfTheNumbers() {
        retries.failed(4, Long.MAX_VALUE);
        retries.failed(5, Long.MAX_VALUE - 3 * SECOND);
        assertThat(retries.nextDue(Long.MAX_VALUE)).hasValue(2 * SECOND);
        assertThat(due(Long.MAX_VALUE + 2 * SECOND)).hasToString("5");
    }

    @Test
    void tooManyFailuresAreTheRoutesFault() {
        for (int uid = 1; uid < Retries.MAX_PARKED; uid++) {
            retries.failed(uid, 0);
        }
        assertThat(retries.areTooMany()).isFalse();
        retries.failed(1_000, 0);
        assertThat(retries.areTooMany()).isTrue();
        due(5 * SECOND);
        assertThat(retries.areTooMany()).isFalse();
    }

    @Test
    void mailsThatTheServerWithholdsStopOthersMuchLater() {
        for (int uid = 1; uid < Retries.MAX_UNREADABLE; uid++) {
            retries.unreadable(uid, 0);
        }
        assertThat(retries.areTooMany()).isFalse();
        retries.unreadable(Retries.MAX_UNREADABLE, 0);
        assertThat(retries.areTooMany()).isTrue();
    }

    @Test
    void tellsWhatWaits() {
        retries.failed(4, 0);
        retries.unreadable(6, 0);
        retries.failed(5, 0);
        due(5 * SECOND);
        retries.failed(5, 0);
        UidSet waiting = UidSet.of(1);
        retries.addWaitingTo(waiting);
        assertThat(waiting).hasToString("1,5");
    }

    @Test
    void forgets() {
        retries.forget(4);
        retries.failed(4, 0);
        due(5 * SECOND);
        retries.forget(4);
        assertThat(retries.failures(4)).isZero();
        retries.failed(5, 0);
        retries.unreadable(6, 0);
        retries.clear();
        assertThat(retries.waiting()).isZero();
        assertThat(retries.isWaiting(5)).isFalse();
        assertThat(retries.isWaiting(6)).isFalse();
    }
}
