package org.camelpush.benchmarks.mobility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.camelpush.benchmarks.report.Table;
import org.camelpush.mobility.bearer.Bearer;
import org.camelpush.mobility.bearer.BearerState;
import org.camelpush.mobility.bearer.BearerType;
import org.camelpush.mobility.bearer.Metered;
import org.camelpush.mobility.bearer.Quality;
import org.camelpush.mobility.bearer.Roaming;
import org.camelpush.mobility.policy.Candidate;
import org.camelpush.mobility.policy.Direction;
import org.camelpush.mobility.policy.MobilityDecision;
import org.camelpush.mobility.policy.MobilityRequest;
import org.camelpush.mobility.policy.Reason;
import org.camelpush.mobility.policy.RulePolicy;
import org.camelpush.mobility.policy.SessionProgress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a decision of the rules takes, over eight bearers and with every kind of rule. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

    private static final int BEARERS = 8;
    private static final double GOAL_NANOS = 20_000;
    private static final Duration LONG = Duration.ofHours(1);

    private final RulePolicy rules = rules();
    private final MobilityRequest request = request();

    /** One decision. */
    @Benchmark
    public MobilityDecision decide() {
        return rules.decide(request).toCompletableFuture().join();
    }

    private static RulePolicy rules() {
        RulePolicy rules = new RulePolicy();
        rules.setPrefer("tag:office,ethernet,wifi,id:lte1,cellular,satellite");
        rules.setAvoid("metered,tag:slow");
        rules.setProhibit("roaming:international,vpn");
        rules.setEnterSignal(40);
        rules.setLeaveSignal(20);
        rules.setMeteredWindows("00:00-23:59");
        rules.getBudget().setDaily(1_000_000_000);
        rules.getBudget().setMonthly(10_000_000_000L);
        return rules;
    }

    private static MobilityRequest request() {
        BearerType[] types = BearerType.values();
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < BEARERS; i++) {
            BearerType type = types[i % types.length];
            Bearer bearer = Bearer.of("bearer" + i, type)
                    .withAddresses(List.of("10.0." + i + ".2"))
                    .withTags(Set.of(i % 2 == 0 ? "slow" : "fast"))
                    .withMetered(i % 3 == 0 ? Metered.YES : Metered.NO)
                    .withRoaming(i % 4 == 0 ? Roaming.INTERNATIONAL : Roaming.HOME)
                    .withQuality(Quality.ofSignal(10 * i))
                    .withState(BearerState.UP);
            candidates.add(new Candidate(bearer, LONG, 0.5));
        }
        Bearer present = candidates.get(BEARERS - 1).bearer();
        return new MobilityRequest(
                "inbox-1",
                "inbox",
                "alice",
                "imap",
                Direction.UPGRADE,
                Reason.BETTER,
                present,
                null,
                candidates.get(0).bearer(),
                candidates,
                LONG,
                SessionProgress.IDLE,
                Duration.ofSeconds(5));
    }

    @SuppressWarnings("rawtypes") // JMH's
    static void run(Table table) throws RunnerException {
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(DecisionBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .forks(2)
                        .build())
                .run()) {
            double nanos = result.getPrimaryResult().getScore();
            table.add(Table.row("a decision of the rules over 8 bearers, µs", "camel-mobility", "")
                    .figures(String.format(Locale.ROOT, "%.2f", nanos / 1_000), "")
                    .withTarget("< 20 µs", nanos < GOAL_NANOS));
        }
    }
}
