package org.camelpush.mobility.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.Metered;
import org.camelpush.mobility.bearer.Quality;
import org.camelpush.mobility.bearer.Reachability;
import org.camelpush.mobility.bearer.Roaming;
import org.camelpush.mobility.policy.MigrationOutcome.Result;
import org.camelpush.mobility.testkit.Bearers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RulePolicyTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Bearer ETHERNET = Bearers.ethernet();
    private static final Bearer WIFI = Bearers.wifi();
    private static final Bearer CELLULAR = Bearers.cellular();

    private final RulePolicy policy = at("2026-11-30T12:00:00Z");

    private static RulePolicy at(String time) {
        return new RulePolicy(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private static Candidate steady(Bearer bearer) {
        return new Candidate(bearer, LONG, 0);
    }

    private static MobilityRequest request(Bearer present, Duration onIt, Candidate... candidates) {
        List<Candidate> all = new ArrayList<>(Arrays.asList(candidates));
        if (present != null) {
            all.add(steady(present));
        }
        return new MobilityRequest(
                "1",
                "inbox",
                "alice",
                "imap",
                present == null ? Direction.DOWNGRADE : Direction.UPGRADE,
                Reason.BETTER,
                present,
                null,
                all.get(0).bearer(),
                all,
                onIt,
                SessionProgress.IDLE,
                Duration.ofSeconds(5));
    }

    private static MobilityDecision decide(MobilityPolicy policy, MobilityRequest request) {
        return policy.decide(request).toCompletableFuture().join();
    }

    private static String words(MobilityDecision decision) {
        assertThat(decision.why()).isNotBlank();
        return decision instanceof MobilityDecision.Accept accept
                ? "accept " + accept.bearer() + " " + accept.drain()
                : decision.getClass().getSimpleName();
    }

    private String decided(Bearer present, Duration onIt, Candidate... candidates) {
        return words(decide(policy, request(present, onIt, candidates)));
    }

    @Test
    void goesToWhatIsPreferredAndStaysOtherwise() {
        assertThat(decided(CELLULAR, LONG, steady(WIFI))).isEqualTo("accept wlan0 COMPLETE_CURRENT");
        assertThat(decided(ETHERNET, LONG, steady(WIFI))).isEqualTo("Ignore");
        policy.setPrefer("id:wwan0, wifi");
        assertThat(decided(WIFI, LONG, steady(CELLULAR), steady(ETHERNET))).isEqualTo("accept wwan0 COMPLETE_CURRENT");
    }

    @Test
    void afterALossTheBestThatIsPermittedIsTakenAtOnce() {
        policy.setProhibit("wifi");
        Candidate fresh = new Candidate(CELLULAR, Duration.ZERO, 9);
        assertThat(decided(null, Duration.ZERO, steady(WIFI), fresh)).isEqualTo("accept wwan0 IMMEDIATE");
    }

    @Test
    void scenario13_aBearerThatFlapsIsNoReasonToLeaveALivingOne() {
        assertThat(decided(CELLULAR, LONG, new Candidate(WIFI, LONG, 4.5))).isEqualTo("Hold");
        assertThat(decided(CELLULAR, LONG, new Candidate(WIFI, LONG, 1.5))).startsWith("accept");
    }

    @Test
    void scenario13_aBearerHasToBeUpForAWhile() {
        MobilityDecision decision =
                decide(policy, request(CELLULAR, LONG, new Candidate(WIFI, Duration.ofSeconds(4), 0)));
        assertThat(decision).isInstanceOf(MobilityDecision.Hold.class);
        assertThat(((MobilityDecision.Hold) decision).duration()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void scenario14_aSignalBetweenTheThresholdsChangesNothing() {
        policy.setEnterSignal(60);
        policy.setLeaveSignal(30);
        Bearer weak = WIFI.withQuality(Quality.ofSignal(45));
        assertThat(decided(CELLULAR, LONG, steady(weak))).as("not entered").isEqualTo("Ignore");
        assertThat(decided(weak, LONG, steady(CELLULAR))).as("not left").isEqualTo("Ignore");
        Bearer strong = WIFI.withQuality(Quality.ofSignal(61));
        assertThat(decided(CELLULAR, LONG, steady(strong))).isEqualTo("accept wlan0 COMPLETE_CURRENT");
        Bearer fading = WIFI.withQuality(Quality.ofSignal(29));
        assertThat(decided(fading, Duration.ZERO, steady(CELLULAR))).isEqualTo("accept wwan0 COMPLETE_CURRENT");
        assertThat(policy.matters(strong, weak)).isTrue();
        assertThat(policy.matters(weak, WIFI.withQuality(Quality.ofSignal(50)))).isFalse();
    }

    @Test
    void scenario15_aSessionStaysOnABearerForAWhile() {
        MobilityDecision decision = decide(policy, request(CELLULAR, Duration.ofSeconds(5), steady(WIFI)));
        assertThat(((MobilityDecision.Hold) decision).duration()).isEqualTo(Duration.ofSeconds(25));
        Bearer losing = CELLULAR.withState(BearerState.LOSING);
        assertThat(decided(losing, Duration.ofSeconds(5), new Candidate(WIFI, Duration.ofSeconds(1), 0)))
                .as("not on one that is going")
                .startsWith("accept wlan0");
    }

    @Test
    void scenario28_whatIsMeteredIsProhibitedForOneAndAllowedForAnother() {
        RulePolicy thrifty = at("2026-11-30T12:00:00Z");
        thrifty.setProhibit("metered");
        assertThat(words(decide(thrifty, request(null, Duration.ZERO, steady(CELLULAR)))))
                .isEqualTo("GoOffline");
        assertThat(decided(null, Duration.ZERO, steady(CELLULAR))).isEqualTo("accept wwan0 IMMEDIATE");
    }

    @Test
    void scenario35_aBudgetThatIsUsedUpIsAskedAboutOrMeansOffline() {
        LocalDate today = LocalDate.of(2026, 11, 30);
        policy.getBudget().setDaily(1000);
        policy.getBudget().count("wwan0", 750, today);
        assertThat(policy.getBudget().percent("wwan0", today)).isEqualTo(Budget.WARN);
        assertThat(decided(null, Duration.ZERO, steady(CELLULAR))).startsWith("accept");
        policy.getBudget().count("wwan0", 250, today);
        assertThat(decided(null, Duration.ZERO, steady(CELLULAR))).isEqualTo("GoOffline");
        assertThat(decided(CELLULAR, LONG, steady(WIFI))).isEqualTo("accept wlan0 COMPLETE_CURRENT");
        policy.setApproval(true);
        assertThat(decided(null, Duration.ZERO, steady(CELLULAR))).isEqualTo("Pending");
        assertThat(policy.getBudget().percent("wwan0", today.plusDays(1))).isZero();
    }

    @Test
    void aMonthsBudgetOutlivesTheDayAndNotTheMonth() {
        Budget budget = new Budget();
        budget.setMonthly(1000);
        budget.count("wwan0", 500, LocalDate.of(2026, 11, 29));
        assertThat(budget.percent("wwan0", LocalDate.of(2026, 11, 30))).isEqualTo(50);
        assertThat(budget.percent("wwan0", LocalDate.of(2026, 12, 1))).isZero();
    }

    @Test
    void scenario36_aBearerThatRoamsAbroadMeanwhileIsLeft() {
        policy.setProhibit("roaming:international");
        Bearer abroad = CELLULAR.withRoaming(Roaming.INTERNATIONAL);
        assertThat(policy.matters(CELLULAR, abroad)).isTrue();
        assertThat(decided(abroad, Duration.ZERO, steady(Bearers.up("vsat0", WIFI.type(), "127.0.0.4"))))
                .isEqualTo("accept vsat0 COMPLETE_CURRENT");
        assertThat(decided(abroad, Duration.ZERO)).isEqualTo("GoOffline");
    }

    @Test
    void scenario37_aWindowOfTheDayOpensAndCloses() {
        for (String[] each : new String[][] {
            {"2026-11-30T12:00:00Z", "GoOffline"},
            {"2026-11-30T22:00:00Z", "accept wwan0 IMMEDIATE"},
            {"2026-11-30T04:59:59Z", "accept wwan0 IMMEDIATE"},
            {"2026-11-30T05:00:00Z", "GoOffline"}
        }) {
            RulePolicy nightly = at(each[0]);
            nightly.setMeteredWindows("22:00-05:00");
            assertThat(nightly.changesWithTime()).isTrue();
            assertThat(words(decide(nightly, request(null, Duration.ZERO, steady(CELLULAR)))))
                    .as(each[0])
                    .isEqualTo(each[1]);
        }
    }

    @Test
    void whatIsAvoidedIsUsedOnlyWhenThereIsNothingElse() {
        policy.setAvoid("wifi");
        assertThat(decided(WIFI, LONG, steady(CELLULAR))).isEqualTo("accept wwan0 COMPLETE_CURRENT");
        assertThat(decided(null, Duration.ZERO, steady(WIFI))).isEqualTo("accept wlan0 IMMEDIATE");
        assertThat(policy.preference().prefers(CELLULAR, WIFI)).isTrue();
    }

    @Test
    void rulesAreNamedByWords() {
        Bearer bearer = CELLULAR.withTags(Set.of("lte")).withRoaming(Roaming.NATIONAL);
        for (String word : List.of(
                "cellular",
                "CELLULAR",
                "metered",
                "roaming",
                "roaming:national",
                "tag:lte",
                "id:wwan0",
                "wwan0",
                "*")) {
            assertThat(BearerMatch.of(word).matches(bearer)).as(word).isTrue();
        }
        for (String word : List.of("wifi", "roaming:home", "tag:5g", "id:wlan0", "wlan0")) {
            assertThat(BearerMatch.of(word).matches(bearer)).as(word).isFalse();
        }
        assertThatThrownBy(() -> policy.setProhibit("roaming:mars")).hasMessageContaining("roaming:home");
        assertThatThrownBy(() -> policy.setEnterSignal(101)).hasMessageContaining("enterSignal");
        assertThatThrownBy(() -> policy.setMeteredWindows("night")).hasMessageContaining("07:00-19:00");
    }

    @Test
    void theFirstOfAChainThatDoesNotPassDecides() {
        List<String> heard = new ArrayList<>();
        MobilityPolicy passes = new MobilityPolicy() {
            @Override
            public CompletableFuture<MobilityDecision> decide(MobilityRequest request) {
                return CompletableFuture.completedFuture(new MobilityDecision.Pass("no opinion"));
            }

            @Override
            public void cancelled(String requestId) {
                heard.add(requestId);
            }
        };
        ChainPolicy chain = new ChainPolicy(List.of(passes, policy, new DefaultPolicy()));
        policy.setProhibit("wifi");
        assertThat(words(decide(chain, request(CELLULAR, LONG, steady(WIFI))))).isEqualTo("Ignore");
        assertThat(chain.permits(WIFI)).isFalse();
        assertThat(chain.changesWithTime()).isTrue();
        chain.cancelled("7");
        assertThat(heard).containsExactly("7");
        assertThat(words(decide(new ChainPolicy(List.of(passes)), request(null, LONG, steady(WIFI)))))
                .isEqualTo("Ignore");
        assertThatThrownBy(() -> new ChainPolicy(List.of())).hasMessageContaining("16");
    }

    @Test
    void theReferencesDefaultCompletesOnAnUpgradeAndHurriesOnALoss() {
        DefaultPolicy reference = new DefaultPolicy();
        assertThat(words(decide(reference, request(CELLULAR, LONG, steady(WIFI)))))
                .isEqualTo("accept wlan0 COMPLETE_CURRENT");
        assertThat(words(decide(reference, request(null, LONG, steady(CELLULAR)))))
                .isEqualTo("accept wwan0 IMMEDIATE");
        assertThat(words(decide(reference, request(WIFI, LONG, steady(WIFI))))).isEqualTo("Ignore");
    }

    @Test
    void scenario37_aWindowWithinADayHoldsFromItsBeginningToItsEnd() {
        for (String[] each : new String[][] {
            {"2026-11-30T06:59:59Z", "GoOffline"},
            {"2026-11-30T07:00:00Z", "accept wwan0 IMMEDIATE"},
            {"2026-11-30T18:59:59Z", "accept wwan0 IMMEDIATE"},
            {"2026-11-30T19:00:00Z", "GoOffline"},
            {"2026-11-30T21:30:00Z", "accept wwan0 IMMEDIATE"}
        }) {
            RulePolicy daily = at(each[0]);
            daily.setMeteredWindows("07:00-19:00, 21:00-22:00");
            assertThat(words(decide(daily, request(null, Duration.ZERO, steady(CELLULAR)))))
                    .as(each[0])
                    .isEqualTo(each[1]);
        }
    }

    @Test
    void whatABearerCostsAndWhereItLeadsMattersAndHowGoodItIsDoesNot() {
        MobilityPolicy reference = new DefaultPolicy();
        for (Bearer other : List.of(
                CELLULAR.withState(BearerState.LOSING),
                CELLULAR.withReachability(Reachability.PORTAL),
                CELLULAR.withMetered(Metered.NO),
                CELLULAR.withRoaming(Roaming.NATIONAL),
                CELLULAR.withTags(Set.of("lte")))) {
            assertThat(reference.matters(CELLULAR, other)).as(other.toString()).isTrue();
        }
        assertThat(reference.matters(CELLULAR, CELLULAR.withQuality(Quality.ofSignal(5))))
                .isFalse();
    }

    @Test
    void onlyHomeIsNoRoaming() {
        BearerMatch roaming = BearerMatch.of("roaming");
        assertThat(roaming.matches(CELLULAR.withRoaming(Roaming.INTERNATIONAL))).isTrue();
        assertThat(roaming.matches(CELLULAR.withRoaming(Roaming.NATIONAL))).isTrue();
        assertThat(roaming.matches(CELLULAR.withRoaming(Roaming.HOME))).isFalse();
        assertThat(roaming.matches(CELLULAR.withRoaming(Roaming.UNKNOWN))).isFalse();
    }

    @Test
    void anOutcomeIsToldInASentence() {
        assertThat(new MigrationOutcome("s", 1, Result.OK, null, WIFI, Duration.ofMillis(7), "").words())
                .isEqualTo("moved from nowhere to wlan0 in 7 ms");
        assertThat(new MigrationOutcome("s", 2, Result.CANCELLED, WIFI, null, Duration.ZERO, "stopped").words())
                .isEqualTo("did not move from wlan0 to nowhere: CANCELLED, stopped");
    }

    @Test
    void aPreferenceHasAnOrderForAllBearersAndABound() {
        Preference preference = Preference.of("wifi, ,id:wwan0");
        assertThat(List.of(ETHERNET, CELLULAR, WIFI).stream().sorted(preference).map(Bearer::id))
                .containsExactly("wlan0", "wwan0", "eth0");
        assertThat(preference.compare(ETHERNET, Bearers.up("eth1", ETHERNET.type(), "127.0.0.9")))
                .isNegative();
        assertThatThrownBy(() -> Preference.of("wifi,".repeat(Preference.MAX_WORDS + 1)))
                .hasMessageContaining("" + Preference.MAX_WORDS);
    }
}
