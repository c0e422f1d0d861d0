package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HostBudgetTest {

    private static final ReconnectPolicy PACE =
            new ReconnectPolicy(true, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, -1);
    private static final HostLimits NONE = new HostLimits(-1, -1, PACE);

    private final HostBudget budget = new HostBudget(() -> 0); // no jitter but the least
    private final List<HostBudget.Turn> coming = new ArrayList<>();
    private long now;

    private HostBudget.Turn ask(Object mailbox, HostLimits limits) {
        return tell(new HostBudget.Turn(mailbox, limits, () -> {}), TurnStep.ASK);
    }

    private List<HostBudget.Turn> ask(int count, HostLimits limits) {
        return IntStream.range(0, count)
                .mapToObj(number -> ask("mailbox " + number, limits))
                .toList();
    }

    private HostBudget.Turn tell(HostBudget.Turn turn, TurnStep step) {
        budget.on(turn, step, now);
        coming.addAll(budget.take(now));
        return turn;
    }

    private List<HostBudget.Turn> came() {
        List<HostBudget.Turn> now = List.copyOf(coming);
        coming.clear();
        return now;
    }

    private void after(Duration time) {
        now += time.toNanos();
        coming.addAll(budget.take(now));
    }

    /** The host is known to be up: one mailbox is logged in there. */
    private HostBudget.Turn up() {
        HostBudget.Turn turn = ask("first", NONE);
        tell(turn, TurnStep.REACHED);
        tell(turn, TurnStep.LOGGED_IN);
        came();
        return turn;
    }

    @Test
    void oneAloneGoesFirstAndTheOthersFollowWhenItIsGreeted() {
        List<HostBudget.Turn> turns = ask(100, NONE);
        assertThat(came()).containsExactly(turns.get(0));
        tell(turns.get(0), TurnStep.REACHED);
        assertThat(came()).hasSize(HostBudget.MAX_HANDSHAKES - 1);
    }

    @Test
    void theNextFollowsWhenALoginHasEnded() {
        up();
        List<HostBudget.Turn> turns = ask(20, NONE);
        assertThat(came()).containsExactlyElementsOf(turns.subList(0, 16));
        tell(turns.get(3), TurnStep.REACHED);
        assertThat(came()).isEmpty();
        tell(turns.get(3), TurnStep.LOGGED_IN);
        tell(turns.get(4), TurnStep.RETURN);
        assertThat(came()).containsExactly(turns.get(16), turns.get(17));
    }

    @Test
    void thereAreNoMoreConnectionsThanAllowed() {
        HostBudget.Turn first = up();
        HostLimits three = new HostLimits(3, -1, PACE);
        List<HostBudget.Turn> turns = ask(5, three);
        assertThat(came()).containsExactly(turns.get(0), turns.get(1));
        assertThat(budget.reason(three, now)).contains("maxConnectionsPerHost allows 3 connections, and there are 3");
        assertThat(budget.untilNext(now)).isEmpty();
        tell(first, TurnStep.RETURN);
        assertThat(came()).containsExactly(turns.get(2));
    }

    @Test
    void anEndpointWithoutALimitDoesNotWaitForOneThatHas() {
        up();
        ask("limited", new HostLimits(1, -1, PACE));
        HostBudget.Turn free = ask("free", NONE);
        assertThat(came()).containsExactly(free);
    }

    @Test
    void loginsComeNoFasterThanAllowed() {
        up();
        now += Duration.ofMinutes(1).toNanos();
        HostLimits slow = new HostLimits(-1, 10, PACE);
        List<HostBudget.Turn> turns = ask(3, slow);
        assertThat(came()).containsExactly(turns.get(0));
        assertThat(budget.untilNext(now))
                .isEqualTo(OptionalLong.of(Duration.ofMillis(100).toNanos()));
        after(Duration.ofMillis(99));
        assertThat(came()).isEmpty();
        after(Duration.ofMillis(1));
        assertThat(came()).containsExactly(turns.get(1));
    }

    @Test
    void aTurnThatComesLateByLessThanTheIntervalDoesNotMakeLaterOnesLate() {
        up();
        now += Duration.ofMinutes(1).toNanos();
        HostLimits slow = new HostLimits(-1, 10, PACE);
        ask(4, slow);
        after(Duration.ofMillis(199));
        assertThat(came()).hasSize(2);
        assertThat(budget.untilNext(now))
                .isEqualTo(OptionalLong.of(Duration.ofMillis(1).toNanos()));
        after(Duration.ofMillis(300));
        assertThat(came()).hasSize(1);
        assertThat(budget.untilNext(now))
                .isEqualTo(OptionalLong.of(Duration.ofMillis(100).toNanos()));
    }

    @Test
    void aHostThatIsDownIsTriedByOneAfterGrowingWaits() {
        List<HostBudget.Turn> turns = ask(3, NONE);
        tell(turns.get(0), TurnStep.UNREACHED);
        came();
        assertThat(budget.reason(NONE, now)).contains("was not reached 1 times in a row", "in 4 s");
        after(Duration.ofMillis(3_999));
        assertThat(came()).isEmpty();
        after(Duration.ofMillis(1));
        assertThat(came()).containsExactly(turns.get(1));
        tell(turns.get(1), TurnStep.UNREACHED);
        assertThat(budget.untilNext(now))
                .isEqualTo(OptionalLong.of(Duration.ofSeconds(8).toNanos()));
    }

    @Test
    void attemptsThatFailSideBySideCountAsOne() {
        HostBudget.Turn first = up();
        List<HostBudget.Turn> turns = ask(10, NONE);
        tell(first, TurnStep.RETURN);
        turns.forEach(turn -> tell(turn, TurnStep.UNREACHED));
        assertThat(budget.reason(NONE, now)).contains("1 times");
    }

    @Test
    void whoFoundTheHostDownNeedsNotWaitForItTwice() {
        tell(ask("alone", NONE), TurnStep.UNREACHED);
        came();
        HostBudget.Turn again = ask("alone", NONE);
        assertThat(came()).containsExactly(again);
    }

    @Test
    void whoFoundItDownBeforeAnotherDidWaitsLikeTheOthers() {
        HostBudget.Turn old = ask("old", NONE);
        HostBudget.Turn other = ask("other", NONE);
        tell(old, TurnStep.UNREACHED);
        after(Duration.ofSeconds(4));
        came();
        HostBudget.Turn again = ask("old", NONE);
        tell(other, TurnStep.UNREACHED);
        assertThat(came()).isEmpty();
        after(Duration.ofSeconds(8));
        assertThat(came()).containsExactly(again);
    }

    @Test
    void allFollowAsSoonAsTheHostIsBack() {
        List<HostBudget.Turn> turns = ask(5, NONE);
        tell(turns.get(0), TurnStep.UNREACHED);
        after(Duration.ofSeconds(4));
        came();
        tell(turns.get(1), TurnStep.REACHED);
        assertThat(came()).containsExactly(turns.get(2), turns.get(3), turns.get(4));
    }

    @Test
    void aPersonWhoAsksIsNotKeptWaitingByAHostThatIsDown() {
        List<HostBudget.Turn> turns = ask(3, NONE);
        tell(turns.get(0), TurnStep.UNREACHED);
        came();
        HostBudget.Turn asked = tell(new HostBudget.Turn("asked", NONE, () -> {}), TurnStep.ASK_AT_ONCE);
        assertThat(came()).containsExactly(asked);
    }

    @Test
    void oneAloneGoesFirstAgainWhenNobodyIsLeft() {
        tell(up(), TurnStep.RETURN);
        ask(5, NONE);
        assertThat(came()).hasSize(1);
        assertThat(budget.reason(NONE, now)).isEqualTo("1 others are connecting");
    }

    @Test
    void whatIsGivenBackTwiceOrWasNeverTakenCountsOnce() {
        HostBudget.Turn turn = up();
        tell(turn, TurnStep.RETURN);
        tell(turn, TurnStep.RETURN);
        tell(turn, TurnStep.LOGGED_IN);
        tell(new HostBudget.Turn("never", NONE, () -> {}), TurnStep.RETURN);
        assertThat(budget.isIdle()).isTrue();
    }
}
