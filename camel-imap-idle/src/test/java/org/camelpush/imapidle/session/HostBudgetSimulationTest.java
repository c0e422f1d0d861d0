package org.camelpush.imapidle.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Random schedules of mailboxes that ask, fail, stop and are lost at any moment, at a host that goes up and down. */
class HostBudgetSimulationTest {

    private static final int SCHEDULES = 5_000;
    private static final long STEP = Duration.ofMillis(10).toNanos();

    @Test
    void everyTurnIsGivenBackAndEveryLimitKept() {
        LongStream.range(0, SCHEDULES).parallel().forEach(seed -> new Crowd(seed).run());
    }

    /** Where one mailbox is; the budget must agree. */
    private enum At {
        AWAY,
        WAITING,
        CONNECTING,
        GREETED,
        LOGGED_IN
    }

    private static final class Crowd {

        private final long seed;
        private final SplittableRandom random;
        private final HostBudget budget;
        private final List<HostLimits> limits = new ArrayList<>();
        private final Map<Integer, At> places = new HashMap<>();
        private final Map<Integer, HostBudget.Turn> turns = new HashMap<>();
        private final int mailboxes;
        private boolean hostIsUp;
        private boolean known;
        private long now;
        private boolean began;
        /** When the first of those began that came one after the other by a rate, or the last one that knows no rate. */
        private long runBegan;

        private int runLength;

        Crowd(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
            budget = new HostBudget(random);
            mailboxes = random.nextInt(1, 60);
            now = random.nextBoolean() ? Long.MAX_VALUE - 1_000_000_000 : random.nextLong();
            ReconnectPolicy pace = new ReconnectPolicy(true, Duration.ofSeconds(1), Duration.ofSeconds(4), 2, -1);
            limits.add(new HostLimits(-1, -1, pace));
            limits.add(new HostLimits(random.nextInt(1, 20), random.nextBoolean() ? -1 : 50, pace));
        }

        void run() {
            for (int i = 0; i < 1_500; i++) {
                if (random.nextInt(300) == 0) {
                    hostIsUp = !hostIsUp;
                }
                now += random.nextLong(STEP);
                happens(random.nextInt(mailboxes), true);
                take();
            }
            allGetTheirTurnAtAHostThatIsUp();
            for (int mailbox = 0; mailbox < mailboxes; mailbox++) {
                if (at(mailbox) != At.AWAY) {
                    tell(mailbox, TurnStep.RETURN, At.AWAY);
                }
            }
            assertThat(budget.isIdle()).as("turns given back, seed " + seed).isTrue();
            assertThat(budget.untilNext(now)).isEmpty();
        }

        private void allGetTheirTurnAtAHostThatIsUp() {
            hostIsUp = true;
            for (int round = 0; round < 100_000 && places.containsValue(At.WAITING); round++) {
                OptionalLong wait = budget.untilNext(now);
                now += wait.orElse(STEP);
                take();
                boolean stuck = budget.untilNext(now).isEmpty()
                        && places.values().stream().allMatch(place -> place == At.WAITING || place == At.AWAY)
                        && places.containsValue(At.WAITING);
                assertThat(stuck)
                        .as("nobody left waiting for ever, seed " + seed)
                        .isFalse();
                int mailbox = random.nextInt(mailboxes);
                if (at(mailbox) != At.AWAY && at(mailbox) != At.WAITING) {
                    happens(mailbox, false);
                }
            }
            assertThat(places.values()).as("seed " + seed).doesNotContain(At.WAITING);
        }

        private At at(int mailbox) {
            return places.getOrDefault(mailbox, At.AWAY);
        }

        private void happens(int mailbox, boolean trouble) {
            switch (at(mailbox)) {
                case AWAY -> ask(mailbox);
                case WAITING -> {
                    if (random.nextInt(10) == 0) {
                        tell(mailbox, TurnStep.RETURN, At.AWAY);
                    }
                }
                case CONNECTING -> {
                    if (trouble && random.nextInt(10) == 0) {
                        tell(mailbox, TurnStep.RETURN, At.AWAY);
                    } else if (hostIsUp) {
                        tell(mailbox, TurnStep.REACHED, At.GREETED);
                        known = true;
                    } else {
                        known = false;
                        tell(mailbox, TurnStep.UNREACHED, At.AWAY);
                    }
                }
                case GREETED -> {
                    boolean refused = random.nextInt(5) == 0;
                    tell(mailbox, refused ? TurnStep.RETURN : TurnStep.LOGGED_IN, refused ? At.AWAY : At.LOGGED_IN);
                }
                case LOGGED_IN -> tell(mailbox, TurnStep.RETURN, At.AWAY);
            }
        }

        private void ask(int mailbox) {
            HostLimits which = limits.get(mailbox % limits.size());
            turns.put(mailbox, new HostBudget.Turn(mailbox, which, () -> begin(mailbox)));
            tell(mailbox, random.nextInt(50) == 0 ? TurnStep.ASK_AT_ONCE : TurnStep.ASK, At.WAITING);
        }

        private void tell(int mailbox, TurnStep step, At next) {
            budget.on(turns.get(mailbox), step, now);
            places.put(mailbox, next);
        }

        private void take() {
            budget.take(now).forEach(HostBudget.Turn::come);
        }

        private void begin(int mailbox) {
            HostLimits which = limits.get(mailbox % limits.size());
            assertThat(at(mailbox))
                    .as("only who waits gets a turn, seed " + seed)
                    .isEqualTo(At.WAITING);
            long connected = count(At.CONNECTING) + count(At.GREETED) + count(At.LOGGED_IN);
            assertThat(which.maxConnections() < 0 || connected < which.maxConnections())
                    .as("connections, seed " + seed)
                    .isTrue();
            assertThat(count(At.CONNECTING) + count(At.GREETED))
                    .as("handshakes, seed " + seed)
                    .isLessThan(known ? HostBudget.MAX_HANDSHAKES : 1);
            assertThat(keepsRate(which.interval())).as("rate, seed " + seed).isTrue();
            places.put(mailbox, At.CONNECTING);
        }

        /** One after the other no faster than the rate; only the first of a run may have come late, by one interval at most. */
        private boolean keepsRate(long interval) {
            boolean first = runLength == 0;
            boolean keeps = !began || now - runBegan >= interval * (first ? 1 : runLength - 1);
            runBegan = first || interval == 0 ? now : runBegan;
            runLength = interval == 0 ? 0 : runLength + 1;
            began = true;
            return keeps;
        }

        private long count(At place) {
            return places.values().stream().filter(place::equals).count();
        }
    }
}
