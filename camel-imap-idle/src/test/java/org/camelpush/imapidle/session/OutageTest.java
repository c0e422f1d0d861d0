package org.camelpush.imapidle.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {

    private static final Failure FAILURE = new Failure(Failure.Kind.NETWORK, "reset");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Effects effects = new Effects();
    private final Outage outage = new Outage(
            new ReconnectPolicy(true, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, 3),
            () -> 0,
            effects,
            new Tally());

    private SessionEvent told() {
        return effects.take().stream()
                .map(effect -> ((SessionEffect.Report) effect).event())
                .reduce((first, second) -> second)
                .orElse(null);
    }

    @Test
    void theFirstConnectionIsNoOutage() {
        outage.watched(true, MINUTE);
        assertThat(told()).isEqualTo(new SessionEvent.Ready(true, 0, Duration.ZERO));
        outage.watched(true, MINUTE);
        assertThat(told()).isNull();
    }

    @Test
    void countsFromTheFirstLoss() {
        outage.watched(true, 0);
        assertThat(outage.lost(FAILURE, MINUTE)).hasValue(4_000_000_000L);
        assertThat(told()).isEqualTo(new SessionEvent.Lost(FAILURE, 1, Duration.ofSeconds(4)));
        assertThat(outage.nextAttempt()).isEqualTo(MINUTE + 4_000_000_000L);
        assertThat(outage.lastFailure()).isEqualTo(FAILURE);
        outage.lost(FAILURE, 2 * MINUTE);
        outage.watched(false, 4 * MINUTE);
        assertThat(told()).isEqualTo(new SessionEvent.Ready(false, 2, Duration.ofMinutes(3)));
    }

    @Test
    void aConnectionThatHasLivedBeginsTheCountAnew() {
        outage.lost(FAILURE, 0);
        outage.watched(true, 0);
        outage.lost(FAILURE, 5 * MINUTE - 1);
        assertThat(outage.attempts()).isEqualTo(2);
        outage.watched(true, 0);
        outage.lost(FAILURE, 5 * MINUTE);
        assertThat(outage.attempts()).isEqualTo(1);
    }

    @Test
    void aLongOutageDoesNotCountAsLife() {
        outage.watched(true, 0);
        outage.lost(FAILURE, MINUTE);
        outage.lost(FAILURE, 60 * MINUTE);
        assertThat(outage.attempts()).isEqualTo(2);
    }

    @Test
    void givesUpAfterSoManyAttempts() {
        for (int i = 0; i < 3; i++) {
            assertThat(outage.lost(FAILURE, 0)).isPresent();
        }
        assertThat(outage.lost(FAILURE, 0)).isEmpty();
        assertThat(told()).isEqualTo(new SessionEvent.GaveUpConnecting(FAILURE, 4));
    }

    @Test
    void somebodyWhoAsksBeginsTheCountAnew() {
        outage.watched(true, 0);
        outage.lost(FAILURE, 0);
        outage.asked(MINUTE);
        assertThat(outage.attempts()).isZero();
        outage.watched(true, 2 * MINUTE);
        assertThat(told()).isEqualTo(new SessionEvent.Ready(true, 0, Duration.ofMinutes(2)));
    }
}
