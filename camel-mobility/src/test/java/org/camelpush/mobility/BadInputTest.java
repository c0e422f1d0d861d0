package org.camelpush.mobility;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerBook;
import org.camelpush.mobility.bearer.BearerMonitor;
import org.camelpush.mobility.bearer.BearerSnapshot;
import org.camelpush.mobility.policy.DrainMode;
import org.camelpush.mobility.policy.MigrationMode;
import org.camelpush.mobility.policy.MigrationOutcome;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityPolicy;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.session.SessionDriver;
import org.camelpush.mobility.testkit.Bearers;
import org.camelpush.mobility.testkit.HubFixture;
import org.camelpush.mobility.testkit.LogLines;
import org.camelpush.mobility.testkit.LoopSession;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelpush.mobility.testkit.HubFixture.PATIENCE;

/** Sessions survive policies and monitors that do what they should not, and one warning says what to mend. */
class BadInputTest {

    private static MobilityDecision accept(MobilityRequest request) {
        return MobilityDecision.accept(request.proposed().id(), DrainMode.IMMEDIATE, "fine");
    }

    private static Arguments policy(String what, MobilityPolicy policy, String word) {
        return Arguments.of(Named.of(what, policy), word);
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                policy(
                        "throws",
                        request -> {
                            throw new IllegalStateException("no idea");
                        },
                        "no idea"),
                policy("returns null", request -> null, "null"),
                policy("answers null", request -> CompletableFuture.completedFuture(null), "null"),
                policy("fails later", request -> CompletableFuture.failedFuture(new Exception("later")), "later"),
                policy("never answers", request -> new CompletableFuture<>(), "not answered within"),
                policy(
                        "names an unknown bearer",
                        request -> CompletableFuture.completedFuture(
                                MobilityDecision.accept("nosuch0", DrainMode.IMMEDIATE, "why not")),
                        "nosuch0"));
    }

    /** Comes to the Wi-Fi, loses it, and comes back, for two questions at least. */
    private static void wander(HubFixture hub) {
        LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK));
        hub.start();
        hub.bearers().report(Bearers.wifi());
        hub.awaitOutcomes("OK - wlan0");
        hub.bearers().report(Bearers.cellular());
        hub.bearers().gone("wlan0");
        hub.awaitOutcomes("OK - wlan0", "OK - wwan0");
        hub.bearers().gone("wwan0");
        hub.awaitState("loop", "OFFLINE");
        hub.bearers().report(Bearers.cellular());
        hub.awaitOutcomes("OK - wlan0", "OK - wwan0", "OK - wwan0");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aPolicyThatDoesNotDecideIsWarnedOfOnce(MobilityPolicy policy, String word) {
        try (HubFixture hub = new HubFixture();
                LogLines warnings = LogLines.of(PolicyTrouble.class);
                LogLines others = LogLines.of(SessionDriver.class)) {
            hub.hub().setPolicy(policy);
            hub.hub().setDecisionTimeout(Duration.ofMillis(200));
            wander(hub);
            assertThat(warnings.warnings()).singleElement().asString().contains("loop", word, "mended");
            assertThat(others.warnings()).isEmpty();
        }
    }

    @Test
    void whenItFailsAgainAfterItHasDecidedThatIsAnotherWarning() {
        boolean[] broken = {true};
        try (HubFixture hub = new HubFixture();
                LogLines warnings = LogLines.of(PolicyTrouble.class)) {
            hub.hub().setPolicy(request -> CompletableFuture.completedFuture(broken[0] ? null : accept(request)));
            LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK));
            hub.start();
            for (int round = 1; round <= 4; round++) {
                broken[0] = round % 2 == 1;
                hub.bearers().report(Bearers.wifi());
                int soMany = round;
                await().atMost(PATIENCE).until(() -> hub.outcomes().size() == soMany);
                hub.bearers().gone("wlan0");
                hub.awaitState("loop", "OFFLINE");
            }
            assertThat(warnings.warnings()).hasSize(2);
        }
    }

    /** A stage that tells its listeners twice. */
    private static final class Twice extends CompletableFuture<MobilityDecision> {
        @Override
        public CompletableFuture<MobilityDecision> whenComplete(
                BiConsumer<? super MobilityDecision, ? super Throwable> action) {
            super.whenComplete(action);
            return super.whenComplete(action);
        }
    }

    @Test
    void aPolicyThatAnswersTwiceIsWarnedOfOnceAndItsFirstAnswerCounts() {
        try (HubFixture hub = new HubFixture();
                LogLines warnings = LogLines.of(SessionDriver.class)) {
            hub.hub().setPolicy(request -> {
                Twice answer = new Twice();
                answer.complete(accept(request));
                return answer;
            });
            wander(hub);
            assertThat(warnings.warnings()).singleElement().asString().contains("loop", "twice", "mend the policy");
        }
    }

    @Test
    void aPolicyThatFailsWhenItIsToldIsWarnedOfOnce() {
        try (HubFixture hub = new HubFixture();
                LogLines warnings = LogLines.of(SessionDriver.class)) {
            hub.hub().setPolicy(new MobilityPolicy() {
                @Override
                public CompletionStage<MobilityDecision> decide(MobilityRequest request) {
                    return CompletableFuture.completedFuture(accept(request));
                }

                @Override
                public void completed(MigrationOutcome outcome) {
                    throw new IllegalStateException("I do not want to know");
                }
            });
            wander(hub);
            assertThat(warnings.warnings()).singleElement().asString().contains("loop", "mend");
        }
    }

    /** Says what a test wants it to say, in whatever order. */
    private static final class Gossip implements BearerMonitor {

        private final BearerBook book = new BearerBook();
        private Listener listener;

        @Override
        public void start(Listener heard, ScheduledExecutorService thread) {
            listener = heard;
        }

        @Override
        public void stop() {
            // it has nothing to stop
        }

        @Override
        public BearerSnapshot snapshot() {
            return BearerSnapshot.NONE;
        }

        BearerSnapshot notice(Bearer... bearers) {
            book.look(List.of(bearers));
            return book.snapshot();
        }

        void tell(BearerSnapshot snapshot) {
            listener.changed(snapshot, List.of());
        }
    }

    @Test
    void aMonitorThatRepeatsAndReordersEndsInWhatItSaidLast() {
        Gossip gossip = new Gossip();
        try (HubFixture hub = new HubFixture(gossip);
                LogLines warnings = LogLines.of(SessionDriver.class)) {
            LoopSession.bind(hub, Set.of(MigrationMode.MAKE_BEFORE_BREAK));
            hub.start();
            BearerSnapshot first = gossip.notice(Bearers.cellular());
            BearerSnapshot second = gossip.notice(Bearers.cellular(), Bearers.wifi());
            BearerSnapshot third = gossip.notice(Bearers.wifi());
            for (int i = 0; i < 200; i++) {
                gossip.tell(List.of(third, first, second, first).get(i % 4));
            }
            for (int i = 0; i < 200; i++) {
                gossip.tell(third);
            }
            await().atMost(PATIENCE)
                    .until(() ->
                            "wlan0".equals(hub.status("loop").get("bearer")) && "STABLE".equals(hub.stateOf("loop")));
            int outcomes = hub.outcomes().size();
            for (int i = 0; i < 200; i++) {
                gossip.tell(third);
            }
            assertThat(hub.stateOf("loop")).isEqualTo("STABLE");
            assertThat(hub.outcomes()).hasSize(outcomes);
            assertThat(warnings.warnings()).isEmpty();
        }
    }
}
